"""portico campaigns"""

from pathlib import Path
from threading import Event, Thread
from typing import Any, BinaryIO
from uuid import UUID

import click
from injector import Injector

from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import LOADING, NewPerformanceFile, ReceiveFile
from application.campaigns.files.withdraw_file import WithdrawFile
from application.ids import IdSource
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.dialect import Declared
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId
from domain.errors import DomainError
from domain.principal import Principal
from entrypoints.cli import composed
from entrypoints.cli.campaign_briefs import command as brief
from entrypoints.cli.campaign_revisions import command as revisions
from entrypoints.cli.readiness import ready_tables
from entrypoints.cli.seekable import seekable
from entrypoints.settings import Settings
from entrypoints.workers.worker import Worker

LOOK_SECONDS = 0.1
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Load what became of campaigns, and have briefs written for new ones."""


command.add_command(brief)
command.add_command(revisions)


@command.command()
@click.argument("file", type=FILE)
@click.option("--dialect", default="", help="Such as: delimiter=semicolon encoding=latin-1.")
@click.option("--max-errors", default="1%", show_default=True, help="Rows, or a part of them.")
@click.pass_obj
def load(settings: Settings, file: Path, dialect: str, max_errors: str) -> None:
    """Load a CSV file of performance rows, and say what was quarantined and why.

    FILE may be a pipe, such as <(zcat june.csv.gz).
    Works beside a running server. The same bytes twice change nothing.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    with seekable(file, settings.performance_bytes) as content:
        received = _received(container, file, content, dialect, max_errors)
    with click.progressbar(length=received.size, label="Loading", show_pos=False) as bar:
        settled = _settled(container, received, bar)
    _show(settled)
    if settled.failure is not None:
        raise click.exceptions.Exit(1)


@command.command()
@click.argument("id", type=click.UUID)
@click.pass_obj
def withdraw(settings: Settings, id: UUID) -> None:
    """Take a performance file back: none of its rows counts any more, and its account stays.

    A worker deletes the rows. The same bytes may be loaded again.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        file = container.get(WithdrawFile)(container.get(Principal), PerformanceFileId(id))
    except DomainError as error:
        raise click.ClickException(f"{id}: {error}") from error
    _show(file)


def _received(
    container: Injector, file: Path, content: BinaryIO, dialect: str, max_errors: str
) -> PerformanceFile:
    new_id = PerformanceFileId(container.get(IdSource).new())
    name = file.name.encode("utf-8", "replace").decode()  # a name of bytes that are no text, too
    try:
        declared, budget = Declared.parse(dialect), ErrorBudget(max_errors)
        new = NewPerformanceFile(new_id, name, content, declared, budget=budget)
        return container.get(ReceiveFile)(container.get(Principal), new)
    except DomainError as error:
        raise click.ClickException(f"{file}: {error}") from error


def _settled(container: Injector, received: PerformanceFile, bar: Any) -> PerformanceFile:
    """Wait until it is published or failed; a worker elsewhere may be the one to do it."""
    over, seen = Event(), 0
    working = Thread(target=_work, args=(container.get(Worker), over))
    working.start()
    try:
        while True:
            file = container.get(ReadFiles).one(container.get(Principal), received.id)
            bar.update(file.position - seen)
            seen = file.position
            if file.state.is_settled:
                return file
            over.wait(LOOK_SECONDS)
    finally:
        over.set()
        working.join()


def _work(worker: Worker, over: Event) -> None:
    while not over.is_set():
        if not worker.do_job([LOADING]):
            over.wait(LOOK_SECONDS)


def _show(file: PerformanceFile) -> None:
    told = f"{file.read:,} read, {file.loaded:,} loaded, {file.quarantined:,} quarantined"
    click.echo(f"{file.id}  {file.state}  {told}")
    for reason, many in sorted(file.by_reason.items()):
        click.echo(f"  {many:>10,}  {reason}")
    if file.failure is not None:
        click.echo(f"  {file.failure.detail}")
