"""A worker is killed at each step of ingestion: nothing is lost, and nothing comes twice."""

import signal
from time import monotonic, sleep

import pytest
from injector import Injector

from application.ids import IdSource
from application.jobs.ports import JobQueue
from application.knowledge.delete_document import DeleteDocument
from application.knowledge.erasure import ReadErasure
from application.knowledge.ports import KnowledgeReader
from application.knowledge.rank_passages import Query
from application.knowledge.read_documents import ReadPage
from application.knowledge.receive_document import INGESTION, NewDocument, ReceiveDocument
from application.knowledge.search_passages import SearchPassages
from application.messaging.ports import Outbox
from domain.ids import DocumentId
from domain.knowledge.document import Document
from entrypoints.settings import Settings
from entrypoints.workers.worker import Worker
from support.documents import index_of
from support.handing_in import about, in_index, looked, replaced, shown, speaks_only_of
from support.people import ADA
from support.stalled_process import STEPS, SWEEPING
from support.stalling import stalled_at

pytestmark = pytest.mark.slow
TEXT = "\f".join(f"Page {n} speaks of lighthouse number {n}. " * 20 for n in range(1, 6))
PATIENCE = 60.0


def received(world: Injector) -> Document:
    new = NewDocument(DocumentId(world.get(IdSource).new()), "Lights", "text/plain", TEXT.encode())
    return world.get(ReceiveDocument)(ADA, new)


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


def drained(world: Injector) -> None:
    """Do what is left, also what a dead worker holds until its lease runs out."""
    until = monotonic() + PATIENCE
    while world.get(JobQueue).waiting():
        assert monotonic() < until, "the jobs never ended"
        world.get(Worker).drain([INGESTION])
        sleep(0.05)


def assert_whole_and_once(world: Injector, document: Document) -> None:
    assert (document.state, document.pages) == ("ready", 5)
    hits = index_of(world).keyword(ADA.organisation_id, "lighthouse", limit=1_000)
    ids = [hit.passage_id for hit in hits]
    assert len(ids) == len(set(ids)) == document.passages > 0
    found = world.get(SearchPassages)(ADA, Query("lighthouse number 3", limit=100)).shown
    assert sorted({one.found.passage.page for one in found}) == [1, 2, 3, 4, 5]
    assert world.get(Outbox).pending(100) == []
    assert world.get(JobQueue).waiting() == {}


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


@pytest.mark.parametrize("step", [*STEPS, *SWEEPING])
def test_a_worker_killed_at_any_step_of_a_replacement_is_replaced(
    step: str, settings: Settings, survivor: Injector
) -> None:
    """One whole version is shown before, while and after the worker dies: never two, never none."""
    new = NewDocument(DocumentId(survivor.get(IdSource).new()), "Port", "text/plain", about("lamp"))
    document = survivor.get(ReceiveDocument)(ADA, new)
    drained(survivor)
    replaced(survivor, document, about("crane"))
    is_shown = step in SWEEPING

    with stalled_at(step, settings) as send:
        assert_shown(survivor, document, is_new=is_shown)
        send(signal.SIGKILL)
    assert_shown(survivor, document, is_new=is_shown)
    drained(survivor)

    assert_shown(survivor, document, is_new=True)
    held = looked(survivor, document)
    assert (held.version, held.replacement, held.pages) == (2, None, 3)
    assert in_index(survivor, document, 1) == 0
    assert in_index(survivor, document, 2) == held.passages > 0
    assert survivor.get(KnowledgeReader).remains(held) == {
        "bytes": 1, "pages": 3, "passages": held.passages,
    }  # fmt: skip


def assert_shown(world: Injector, document: Document, *, is_new: bool) -> None:
    what, version = ("crane", 2) if is_new else ("lamp", 1)
    search = world.get(SearchPassages)
    assert speaks_only_of(shown(search), what, version)
    assert speaks_only_of(shown(search, document.id), what, version)
    _, page = world.get(ReadPage)(ADA, document.id, 1)
    assert f"has a {what}." in page.text


@pytest.mark.parametrize("step", ["indexing", "indexed", "finishing"])
def test_what_a_worker_leaves_behind_is_purged_with_its_document(
    step: str, settings: Settings, survivor: Injector
) -> None:
    document = received(survivor)
    drained(survivor)
    replaced(survivor, document, about("crane"))
    with stalled_at(step, settings) as send:
        send(signal.SIGKILL)
    survivor.get(DeleteDocument)(ADA, document.id)
    drained(survivor)

    erasure = survivor.get(ReadErasure)(ADA, document.id)
    assert not any(place.remaining for place in erasure.places)
    assert erasure.purged_at is not None


@pytest.mark.parametrize("step", SWEEPING)
def test_a_purge_that_dies_is_done_again(step: str, settings: Settings, survivor: Injector) -> None:
    document = received(survivor)
    drained(survivor)
    survivor.get(DeleteDocument)(ADA, document.id)
    with stalled_at(step, settings) as send:
        assert survivor.get(ReadErasure)(ADA, document.id).purged_at is None
        send(signal.SIGKILL)
    drained(survivor)

    erasure = survivor.get(ReadErasure)(ADA, document.id)
    assert not any(place.remaining for place in erasure.places)
    assert erasure.purged_at is not None
