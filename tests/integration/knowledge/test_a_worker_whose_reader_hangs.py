"""A reader's process is frozen under a real worker, which is then left alone, stopped or killed."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from injector import Injector

from application.ids import IdSource
from application.knowledge.ports import KnowledgeReader
from application.knowledge.receive_document import NewDocument, ReceiveDocument
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.media_type import MediaType
from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY
from support.databases import fresh_sqlite
from support.pdfs import make_bomb
from support.people import ADA
from support.served import children, is_alive, wait_until
from support.started import started
from support.worlds import world_on_settings

pytestmark = pytest.mark.slow
PATIENCE = 60.0
LONG_READING = make_bomb(b"BT /F1 11 Tf 50 780 Td\n" + b"(hello) Tj T*\n" * 1_000_000, 2)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(
        MEMORY, home=tmp_path, database_url=fresh_sqlite(tmp_path), events_url="database:"
    )


@pytest.fixture
def world(settings: Settings) -> Iterator[Injector]:
    with world_on_settings(settings) as made:
        yield made


def readers(worker: int) -> list[int]:
    """Return those processes of the worker that are readers already."""
    module = b"adapters.knowledge.extraction.child"
    return [one for one in children(worker) if module in Path(f"/proc/{one}/cmdline").read_bytes()]


@contextmanager
def hanging(world: Injector, settings: Settings, seconds: int) -> Iterator[
    tuple["subprocess.Popen[str]", int, Callable[[], Document]]
]:  # fmt: skip
    """Start a worker and freeze its reader; yields the worker, the reader's id and the document."""
    new_id = DocumentId(world.get(IdSource).new())
    world.get(ReceiveDocument)(ADA, NewDocument(new_id, "Long", MediaType.PDF, LONG_READING))

    def document() -> Document:
        held = world.get(KnowledgeReader).document(ADA.organisation_id, new_id)
        assert held is not None
        return held

    environment = {
        "PORTICO_HOME": str(settings.home),
        "PORTICO_DATABASE_URL": settings.database_url,
        "PORTICO_EMBEDDER_URL": "memory:",
        "PORTICO_READ_SECONDS": str(seconds),
    }
    with started("-m", "entrypoints.cli", "worker", settings=environment) as worker:
        wait_until(lambda: bool(readers(worker.pid)), PATIENCE)
        (reader,) = readers(worker.pid)
        os.kill(reader, signal.SIGSTOP)
        yield worker, reader, document


def test_the_document_fails_and_the_worker_goes_on(world: Injector, settings: Settings) -> None:
    with hanging(world, settings, seconds=2) as (worker, reader, document):
        wait_until(lambda: document().is_settled, PATIENCE)

        assert (failure := document().failure) is not None
        assert failure.code == "took_too_long"
        assert not is_alive(reader)
        assert worker.poll() is None


def test_a_worker_that_is_told_to_stop_stops_and_leaves_nothing(
    world: Injector, settings: Settings
) -> None:
    with hanging(world, settings, seconds=2) as (worker, reader, document):
        worker.terminate()

        assert worker.wait(PATIENCE) == 0
        assert not is_alive(reader)
        assert document().is_settled


def test_a_worker_that_is_killed_takes_its_reader_along(
    world: Injector, settings: Settings
) -> None:
    with hanging(world, settings, seconds=60) as (worker, reader, document):
        worker.kill()
        worker.wait(PATIENCE)

        wait_until(lambda: not is_alive(reader), PATIENCE)
        assert not document().is_settled
