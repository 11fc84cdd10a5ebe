"""A worker is killed at each step of ingestion: nothing is lost, and nothing comes twice."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

import pytest
from injector import Injector

from application.ids import IdSource
from application.knowledge.ports import KnowledgeReader
from application.knowledge.rank_passages import Query
from application.knowledge.receive_document import INGESTION, NewDocument, ReceiveDocument
from application.knowledge.search_passages import SearchPassages
from application.messaging.ports import Outbox
from domain.ids import DocumentId
from domain.knowledge.document import Document
from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY
from entrypoints.workers.worker import Worker
from support.databases import emptied, fresh_sqlite
from support.documents import index_of
from support.people import ADA
from support.stalled_process import STEPS
from support.started import started
from support.worlds import DATABASES, world_on_settings

pytestmark = pytest.mark.slow
TEXT = "\f".join(f"Page {n} speaks of lighthouse number {n}. " * 20 for n in range(1, 6))
PATIENCE = 20.0


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.service] if name == "postgres" else [])
        for name in DATABASES
        if name != "memory"
    ]
)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    url = (
        fresh_sqlite(tmp_path)
        if request.param == "sqlite"
        else emptied(request.getfixturevalue("postgres_database"))
    )
    return replace(
        MEMORY,
        home=tmp_path,
        database_url=url,
        events_url="database:",
        search_url="file:",
        lease_seconds=1,
    )


@pytest.fixture
def survivor(settings: Settings) -> Iterator[Injector]:
    with world_on_settings(settings) as world:
        yield world


def received(world: Injector) -> Document:
    new = NewDocument(DocumentId(world.get(IdSource).new()), "Lights", "text/plain", TEXT.encode())
    return world.get(ReceiveDocument)(ADA, new)


def environment(settings: Settings) -> dict[str, str]:
    return {
        "PORTICO_HOME": str(settings.home),
        "PORTICO_DATABASE_URL": settings.database_url,
        "PORTICO_EMBEDDER_URL": "memory:",
        "PORTICO_LEASE_SECONDS": str(settings.lease_seconds),
    }


@contextmanager
def stalled_at(step: str, settings: Settings) -> Iterator[Callable[[int], None]]:
    """Start a worker, wait until it has come to the step, and yield how to signal it."""
    command = ("-m", "support.stalled_process", step, INGESTION)
    with started(*command, settings=environment(settings)) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "stalled\n"
        yield worker.send_signal


def settled(world: Injector, document: Document) -> Document:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        world.get(Worker).drain([INGESTION])
        held = world.get(KnowledgeReader).document(ADA.organisation_id, document.id)
        assert held is not None
        if held.is_settled:
            return held
        sleep(0.05)
    pytest.fail("the document never settled")


def assert_whole_and_once(world: Injector, document: Document) -> None:
    assert (document.state, document.pages) == ("ready", 5)
    hits = index_of(world).keyword(ADA.organisation_id, "lighthouse", limit=1_000)
    ids = [hit.passage_id for hit in hits]
    assert len(ids) == len(set(ids)) == document.passages > 0
    found = world.get(SearchPassages)(ADA, Query("lighthouse number 3", limit=100)).shown
    assert sorted({one.found.passage.page for one in found}) == [1, 2, 3, 4, 5]
    assert world.get(Outbox).pending(100) == []
    assert world.get(Worker).runner.keep.queue.waiting() == {}


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_any_step_is_replaced(
    step: str, settings: Settings, survivor: Injector
) -> None:
    document = received(survivor)
    with stalled_at(step, settings) as send:
        send(signal.SIGKILL)

    assert_whole_and_once(survivor, settled(survivor, document))


def test_a_worker_that_was_frozen_finds_its_job_done(
    settings: Settings, survivor: Injector
) -> None:
    document = received(survivor)
    with stalled_at("extracting", settings) as send:
        send(signal.SIGSTOP)
        done = settled(survivor, document)
        send(signal.SIGCONT)
        sleep(0.2)

    assert_whole_and_once(survivor, done)
