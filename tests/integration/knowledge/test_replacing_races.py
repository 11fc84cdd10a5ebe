"""Somebody comes in between while a version is read, replaced or looked for."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

import pytest
from injector import Injector

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import JobQueue, LeaseLost
from application.jobs.work import TakeJob
from application.knowledge.delete_document import DeleteDocument
from application.knowledge.erasure import ReadErasure
from application.knowledge.ingest_document import IngestDocument
from application.knowledge.ports import Embedder, PassageIndex
from application.knowledge.reading_jobs import INGESTION
from application.knowledge.search_passages import SearchPassages
from domain.knowledge.document import Document
from entrypoints.testing.doubles import Same
from support.documents import index_of
from support.gates import PATIENCE, Gate
from support.handing_in import (
    about,
    in_index,
    looked,
    received,
    replaced,
    shown,
    speaks_only_of,
    worked,
)
from support.people import ADA

LAMP, CRANE, MOLE = about("lamp"), about("crane"), about("mole")
PLACES = [("extractor", "extract"), ("embedder", "embed"), ("index", "replace")]


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.fixture
def lamp(world: Injector) -> Document:
    document = received(world, LAMP)
    worked(world)
    return document


def frozen(
    world: Injector, threads: ThreadPoolExecutor, port: str, call: str, *, after: bool = False
) -> tuple[Gate, Future[None]]:
    """Let a worker take the next job, and come as far as that call; its lease is over at once."""
    ingest = world.get(IngestDocument)
    gate, ports = gated(world, ingest, port, call, after=after)
    take = TakeJob(world.get(JobQueue), world.get(Clock), world.get(IdSource), timedelta())
    lease = take([INGESTION])
    assert lease is not None
    done = threads.submit(replace(ingest, **ports), lease)
    gate.reached()
    return gate, done


def gated(
    world: Injector, ingest: IngestDocument, port: str, call: str, *, after: bool
) -> tuple[Gate, dict[str, Any]]:
    """Return a gate in front of that port, and what to replace in the handler to have it there."""
    found: dict[str, Any] = {
        "extractor": ingest.extractor,
        "embedder": world.get(Embedder),
        "index": index_of(world),
    }
    gate = Gate(found[port], call, after=after)
    if port == "extractor":
        return gate, {"extractor": gate}
    double: Any = Named(gate) if port == "embedder" else Same(cast("PassageIndex", gate))
    name = "embedders" if port == "embedder" else "indexes"
    return gate, {"index": replace(ingest.index, **{name: double})}


@dataclass(frozen=True, slots=True)
class Named:
    """One embedder, whatever it is called."""

    embedder: Any

    def named(self, url: str) -> Any:
        return self.embedder


def shows(world: Injector, document: Document, what: str, version: int) -> bool:
    search = world.get(SearchPassages)
    return speaks_only_of(shown(search), what, version) and speaks_only_of(
        shown(search, document.id), what, version
    )


@pytest.mark.parametrize(("port", "call"), PLACES)
def test_a_frozen_worker_changes_nothing_once_another_did_its_job(
    world: Injector, threads: ThreadPoolExecutor, port: str, call: str
) -> None:
    document = received(world, LAMP)
    gate, done = frozen(world, threads, port, call)
    worked(world)
    gate.open()
    assert isinstance(done.exception(PATIENCE), LeaseLost)

    assert looked(world, document).state == "ready"
    assert shows(world, document, "lamp", 1)


@pytest.mark.parametrize(("port", "call"), PLACES)
def test_a_worker_frozen_for_two_versions_leaves_the_latest_alone(
    world: Injector, threads: ThreadPoolExecutor, lamp: Document, port: str, call: str
) -> None:
    replaced(world, lamp, CRANE)
    gate, done = frozen(world, threads, port, call)
    worked(world)
    replaced(world, lamp, MOLE)
    worked(world)
    gate.open()
    assert isinstance(done.exception(PATIENCE), LeaseLost)

    assert shows(world, lamp, "mole", 3)
    assert [in_index(world, lamp, version) for version in (1, 2)] == [0, 0]


@pytest.mark.parametrize(("port", "call"), PLACES)
def test_what_is_handed_in_while_another_is_read_wins(
    world: Injector, threads: ThreadPoolExecutor, lamp: Document, port: str, call: str
) -> None:
    replaced(world, lamp, CRANE)
    gate, done = frozen(world, threads, port, call)
    replaced(world, lamp, MOLE)
    assert shows(world, lamp, "lamp", 1)
    gate.open()
    done.result(PATIENCE)
    assert shows(world, lamp, "lamp", 1)
    assert in_index(world, lamp, 2) == 0

    worked(world)
    assert shows(world, lamp, "mole", 3)
    assert [in_index(world, lamp, version) for version in (1, 2)] == [0, 0]


@pytest.mark.parametrize(("port", "call"), PLACES)
def test_a_replacement_called_off_while_it_is_read_never_shows(
    world: Injector, threads: ThreadPoolExecutor, lamp: Document, port: str, call: str
) -> None:
    replaced(world, lamp, CRANE)
    gate, done = frozen(world, threads, port, call)
    replaced(world, lamp, LAMP)
    gate.open()
    done.result(PATIENCE)
    worked(world)

    assert shows(world, lamp, "lamp", 1)
    assert in_index(world, lamp, 2) == 0


@pytest.mark.parametrize(("port", "call"), PLACES)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_document_deleted_while_it_is_read_is_purged_for_good(
    world: Injector, threads: ThreadPoolExecutor, port: str, call: str, is_first: bool
) -> None:
    document = received(world, LAMP)
    if not is_first:
        worked(world)
        replaced(world, document, CRANE)
    gate, done = frozen(world, threads, port, call)
    world.get(DeleteDocument)(ADA, document.id)
    assert shown(world.get(SearchPassages)) == []
    worked(world)
    gate.open()
    assert isinstance(done.exception(PATIENCE), LeaseLost)

    erasure = world.get(ReadErasure)(ADA, document.id)
    assert not any(place.remaining for place in erasure.places)
    assert erasure.purged_at is not None


@pytest.mark.parametrize(("port", "call"), PLACES)
def test_bytes_handed_in_again_while_their_deleted_document_is_read_are_found(
    world: Injector, threads: ThreadPoolExecutor, port: str, call: str
) -> None:
    document = received(world, LAMP)
    gate, done = frozen(world, threads, port, call)
    world.get(DeleteDocument)(ADA, document.id)
    again = received(world, LAMP)
    assert again.id != document.id
    gate.open()
    done.result(PATIENCE)
    worked(world)

    assert shows(world, again, "lamp", 1)
    assert in_index(world, document, 1) == 0


@pytest.mark.parametrize("is_chosen", [True, False])
@pytest.mark.parametrize("leg", ["keyword", "dense"])
def test_a_search_during_which_a_version_is_replaced_finds_the_new_one(
    world: Injector, threads: ThreadPoolExecutor, lamp: Document, leg: str, is_chosen: bool
) -> None:
    search = world.get(SearchPassages)
    gate = Gate(index_of(world), leg, after=True)
    chosen = [lamp.id] if is_chosen else []
    rank = replace(search.rank, indexes=Same(cast("PassageIndex", gate)))
    slow = replace(search, rank=rank)
    found = threads.submit(shown, slow, *chosen)
    gate.reached()
    replaced(world, lamp, CRANE)
    worked(world)
    gate.open()

    assert speaks_only_of(found.result(PATIENCE), "crane", 2)


def test_searches_beside_replacements_find_one_whole_version(
    world: Injector, threads: ThreadPoolExecutor, lamp: Document
) -> None:
    search, latest = world.get(SearchPassages), 8

    def searched(*chosen: Any) -> set[int]:
        seen = set[int]()
        while latest not in seen:
            passages = shown(search, *chosen)
            (version,) = {version for version, _ in passages}
            assert speaks_only_of(passages, "lamp" if version == 1 else f"boat{version}", version)
            seen.add(version)
        return seen

    searches = [threads.submit(searched, *chosen) for chosen in ([], [lamp.id], [])]
    for version in range(2, latest + 1):
        replaced(world, lamp, about(f"boat{version}"))
        worked(world)
    for one in searches:
        one.result(PATIENCE)
