"""portico documents"""

from collections.abc import Sequence
from pathlib import Path
from time import sleep

import click
from injector import Injector

from application.ids import IdSource
from application.knowledge.read_documents import FindDocument, ListDocuments
from application.knowledge.receive_document import INGESTION, NewDocument, ReceiveDocument
from application.paging import Window
from domain.errors import DomainError
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.media_type import recognise
from domain.principal import Principal
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings
from entrypoints.workers.worker import Worker

LOOK_SECONDS = 0.1
SHOWN = 50
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Take documents in, and see what became of them."""


@command.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--title", help="Instead of the file's name.")
@click.pass_obj
def add(settings: Settings, files: tuple[Path, ...], title: str | None) -> None:
    """Take in PDF, Word, HTML, text, Markdown and CSV files, and wait until they can be asked.

    A file that is held already is not taken in again. Works beside a running server.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    with click.progressbar(length=2 * len(files), label="Reading", show_pos=False) as bar:
        ids = []
        for file in files:
            ids.append(_received(container, file, title))
            bar.update(1)
        settled = []
        for document_id in ids:
            settled.append(_settled(container, document_id))
            bar.update(1)
    _show(settled)
    if any(document.failure for document in settled):
        raise click.exceptions.Exit(1)


@command.command(name="list")
@click.pass_obj
def listed(settings: Settings) -> None:
    """Show the newest documents."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    page = container.get(ListDocuments)(container.get(Principal), Window(SHOWN))
    _show(page.items)
    if page.next is not None:
        click.echo(f"… and older ones: these are the newest {SHOWN}")


def _received(container: Injector, file: Path, title: str | None) -> DocumentId:
    content = file.read_bytes()
    try:
        kind = recognise(file.name, "", content)
        new_id = DocumentId(container.get(IdSource).new())
        new = NewDocument(new_id, title or file.stem, kind, content)
        return container.get(ReceiveDocument)(container.get(Principal), new).id
    except DomainError as error:
        raise click.ClickException(f"{file}: {error}") from error


def _settled(container: Injector, document_id: DocumentId) -> Document:
    """Work until the document is ready or failed; a worker elsewhere may be the one to do it."""
    while True:
        document = container.get(FindDocument)(container.get(Principal), document_id)
        if document.is_settled:
            return document
        if not container.get(Worker).do_job([INGESTION]):
            sleep(LOOK_SECONDS)


def _show(documents: Sequence[Document]) -> None:
    for document in documents:
        told = document.failure.detail if document.failure else _pages(document.pages)
        click.echo(f"{document.id}  {document.state:<10}  {document.title}  ({told})")


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
