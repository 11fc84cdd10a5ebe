"""What is remembered of searches, while documents change under them."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import cast

import pytest
from injector import Injector

from application.knowledge.delete_document import DeleteDocument
from application.knowledge.ports import KnowledgeReader
from application.knowledge.rank_passages import Query
from application.knowledge.search_passages import Explained, SearchPassages
from domain.knowledge.document import Document
from domain.principal import Principal
from support.gates import PATIENCE, Gate
from support.handing_in import about, received, replaced, worked
from support.people import ADA, BEN, EVE

QUERY = Query("harbour", limit=100)


@pytest.fixture
def lamp(world: Injector) -> Document:
    document = received(world, about("lamp"))
    worked(world)
    return document


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def asked(search: SearchPassages, by: Principal = ADA) -> tuple[set[str], bool]:
    return told(search.explained(by, QUERY))


def told(given: Explained) -> tuple[set[str], bool]:
    """Return what the answer speaks of, and whether it was remembered."""
    said = " ".join(one.found.passage.text for one in given.ranking.shown)
    return {what for what in ("lamp", "crane", "mole") if f" {what}." in said}, given.from_cache


def with_all_it_shows_in_hand(
    search: SearchPassages, threads: ThreadPoolExecutor
) -> tuple[Gate, Future[Explained]]:
    """Stop a search after it looked up what it is about to answer and remember."""
    gate = Gate(search.reader, "passages", after=True)
    rank = replace(search.rank, reader=cast("KnowledgeReader", gate))
    answer = threads.submit(replace(search, rank=rank).explained, ADA, QUERY)
    gate.reached()
    return gate, answer


def deletion(world: Injector, lamp: Document) -> set[str]:
    world.get(DeleteDocument)(ADA, lamp.id)
    return set()


def replacement(world: Injector, lamp: Document) -> set[str]:
    replaced(world, lamp, about("crane"))
    worked(world)
    return {"crane"}


def addition(world: Injector, lamp: Document) -> set[str]:
    received(world, about("mole"), "Mole")
    worked(world)
    return {"lamp", "mole"}


@pytest.mark.parametrize("change", [deletion, replacement, addition])
def test_what_a_search_overtaken_by_a_change_remembers_is_never_given(
    world: Injector,
    threads: ThreadPoolExecutor,
    lamp: Document,
    change: Callable[[Injector, Document], set[str]],
) -> None:
    search = world.get(SearchPassages)
    gate, overtaken = with_all_it_shows_in_hand(search, threads)
    now_there = change(world, lamp)
    gate.open()
    overtaken.result(PATIENCE)

    assert asked(search) == (now_there, False)
    assert asked(search) == (now_there, True)


def test_colleagues_share_what_is_remembered(world: Injector, lamp: Document) -> None:
    search = world.get(SearchPassages)

    assert asked(search, ADA) == ({"lamp"}, False)
    assert asked(search, BEN) == ({"lamp"}, True)


def test_nobody_is_given_what_another_organisation_asked(world: Injector, lamp: Document) -> None:
    search = world.get(SearchPassages)
    asked(search, ADA)

    assert asked(search, EVE) == (set(), False)


def test_a_change_elsewhere_does_not_end_what_is_remembered(
    world: Injector, lamp: Document
) -> None:
    search = world.get(SearchPassages)
    before = asked(search, EVE)
    received(world, about("mole"), "Mole")
    worked(world)

    assert before == (set(), False)
    assert asked(search, EVE) == (set(), True)
