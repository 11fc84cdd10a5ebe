"""What is held at once while a file's plan is made: counted in blocks of memory, not in time."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from injector import Injector

from adapters.insights import filed_sayings
from application.ids import IdSource
from application.insights.ports import BookReader, ImportStore
from application.insights.reading import Reading
from application.insights.tallies import Tallies
from domain.insights.columns import Asked
from domain.insights.ids import ImportId
from domain.insights.plan import Plan
from domain.insights.sayings import Key, Sayings
from support.people import ADA

ROWS = 10_000
FEW, MANY = 2_000, ROWS
SOME, MORE = 1_000, 4_000
BLOCKS_A_ROW = 6
"""Of each interaction what it says is remembered, digested, to know it when it comes again."""
BLOCKS_EACH = 0.5
"""Two ways of reading, with a count and a moment for each customer, are more than ten."""


def book(people: int) -> bytes:
    """Return as many rows of as many bytes, whoever they name: dates of two readings, orphans."""
    lines = (
        f"{1 + one % 12:02}/{1 + one // 12 % 12:02}/2019 {one // 60 % 24:02}:{one % 60:02},"
        f"Email,{100_000 + one % people}"
        for one in range(ROWS)
    )
    return "\n".join(("date_start,interaction,customers", *lines)).encode()


class Weighed:
    """Tallies that count what is alive whenever rows are added, which is when most is held."""

    def __init__(self, tallies: Tallies) -> None:
        self.tallies, self.most, self.longest = tallies, 0, 0

    def add(self, way: str, some: Any) -> None:
        self.most = max(self.most, sys.getallocatedblocks())
        self.longest = max(self.longest, len(some.people), len(some.cells))
        self.tallies.add(way, some)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(self.tallies, name)
        return found


def told_of(people: int) -> bytes:
    """Return a row of each of so many customers, who are called otherwise each."""
    lines = (f"{100_000 + one},Clerk {one},Red" for one in range(people))
    return "\n".join(("Customer_Id,Occupation,Type", *lines)).encode()


def planned(world: Injector, people: int) -> tuple[Plan, int, int]:
    store, ids = world.get(ImportStore), world.get(IdSource)
    with world.get(BookReader).open(book(people), "a.csv") as opened, store.tallies() as tallies:
        reading = Reading(
            opened, Asked(), {"date_order": "day_first"}, store.facts, ADA.organisation_id,
            ImportId(ids.new()), ids.new, store.sayings, dry_run=True,
        )  # fmt: skip
        weighed: Any = Weighed(tallies)
        gc.collect()
        before = sys.getallocatedblocks()
        plan = reading.plan(weighed)
        return plan, weighed.most - before, weighed.longest


def test_no_more_is_held_of_many_customers_than_of_few(world: Injector) -> None:
    planned(world, FEW)  # what is made once is there by now
    few, blocks, _ = planned(world, FEW)
    many, more, longest = planned(world, MANY)
    assert (few.orphans["customers"], many.orphans["customers"]) == (FEW, MANY)
    assert many.orphans["answers"]["summaries_changed"] == MANY
    assert longest <= 500
    assert more - blocks < BLOCKS_EACH * (MANY - FEW)
    assert more < BLOCKS_A_ROW * ROWS


@dataclass(slots=True)
class Watched:
    """Sayings that see how much is alive while rows are held against them, now and then."""

    sayings: Sayings
    most: list[int]

    def first(self, key: Key, label: str) -> str | None:
        if isinstance(key, int) and key % 100 == 0:
            self.most[0] = max(self.most[0], sys.getallocatedblocks())
        return self.sayings.first(key, label)


def held_of(world: Injector, people: int) -> int:
    store, ids, most = world.get(ImportStore), world.get(IdSource), [0]

    @contextmanager
    def watched() -> Iterator[Watched]:
        with store.sayings() as sayings:
            yield Watched(sayings, most)

    with world.get(BookReader).open(told_of(people), "a.csv") as opened, store.tallies() as tallies:
        reading = Reading(
            opened, Asked(), {}, store.facts, ADA.organisation_id,
            ImportId(ids.new()), ids.new, watched, dry_run=True,
        )  # fmt: skip
        gc.collect()
        before = sys.getallocatedblocks()
        plan = reading.plan(tallies)
    assert plan.counts.loaded == people
    return most[0] - before


def test_no_more_is_held_of_many_customers_that_a_file_tells_of(
    world: Injector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filed_sayings, "AT_MOST", SOME // 4)
    held_of(world, SOME)  # what is made once is there by now
    assert held_of(world, MORE) - held_of(world, SOME) < BLOCKS_EACH * (MORE - SOME)
