"""How far an import is, as others see it while its rows are taken in."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Event
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from injector import Injector

from adapters.insights.progress import SqlProgress
from application.errors import Unavailable
from application.insights import following
from application.insights.do_import import DoImport
from application.insights.following import Told, counted
from application.insights.import_file import ImportFile, NewImport
from application.insights.ports import BookReader, ImportProgress
from application.insights.read_imports import ReadImports
from application.jobs.ports import JobQueue, Lease, LeaseLost
from application.jobs.work import DoJob, TakeJob
from domain.insights.cell import Line
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportState
from domain.insights.progress import Progress, Step
from support.gates import PATIENCE
from support.people import ADA, NOON
from support.tables import CUSTOMERS, interactions

ONE, OTHER = ImportId(UUID(int=1)), ImportId(UUID(int=2))
MANY = interactions(
    *(
        f"{day}/{month:02}/2020 {hour:02}:00,Email,1,Knots,Neutral"
        for month in range(1, 13)
        for day in range(13, 26)
        for hour in range(8)
    )
)
"""No day may be a month, and nobody is an orphan: the file is gone through three times."""


@pytest.fixture
def progress(world: Injector) -> ImportProgress:
    found: ImportProgress = world.get(ImportProgress)
    return found


def test_what_was_told_last_is_told_until_it_is_over(progress: ImportProgress) -> None:
    assert progress.of(ONE) is None
    for told in (Progress(Step.READING), Progress(Step.PLANNING, 500, 2**31 - 1)):
        progress.tell(ONE, told)
        progress.tell(OTHER, Progress(Step.APPLYING, 1, 2))
        assert progress.of(ONE) == told
    progress.over(ONE)
    assert progress.of(ONE) is None
    progress.over(ONE)
    assert progress.of(OTHER) == Progress(Step.APPLYING, 1, 2)


@dataclass
class Halt:
    """A place in a file at which who reads it waits."""

    going: int
    line: int
    arrived: Event = field(default_factory=Event)
    opened: Event = field(default_factory=Event)

    def reached(self) -> None:
        assert self.arrived.wait(PATIENCE)

    def wait(self) -> None:
        self.arrived.set()
        assert self.opened.wait(PATIENCE)


@dataclass
class Halting:
    """A reader of books that halts: the third going is that of the rows that are taken in."""

    reader: BookReader
    halts: list[Halt]

    @contextmanager
    def open(self, content: bytes, name: str) -> Iterator[Any]:
        with self.reader.open(content, name) as book:
            yield HaltingBook(book, self.halts)


class HaltingBook:
    def __init__(self, book: Any, halts: list[Halt]) -> None:
        self.hidden, self.epoch = book.hidden, book.epoch
        self._book, self._halts, self._going = book, halts, 0

    def lines(self) -> Iterator[Line]:
        self._going += 1
        for number, line in enumerate(self._book.lines()):
            for halt in self._halts:
                if (halt.going, halt.line) == (self._going, number):
                    halt.wait()
            yield line


def test_it_is_seen_while_rows_are_taken_in(
    world: Injector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of each step, and of the transaction too, whose rows nobody sees."""
    monkeypatch.setattr(following, "EVERY", following.EVERY * 0)
    world.get(ImportFile)(ADA, NewImport(ONE, "customers.csv", CUSTOMERS.encode()))
    new = NewImport(ImportId(uuid4()), "file.csv", MANY, choices={"date_order": "day_first"})
    received: Import = replace(world.get(ImportFile), at_once_bytes=0)(ADA, new)
    do, read = world.get(DoImport), world.get(ReadImports)
    halts = [Halt(1, 700), Halt(2, 700), Halt(3, 1_100)]
    lease = world.get(TakeJob)(["importing"])
    assert lease is not None
    assert read.how_far(received) is None
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(replace(do, reader=Halting(do.reader, halts)), lease)
        told = []
        for halt in halts:
            halt.reached()
            now = read.one(ADA, received.id)
            told.append((now.state, read.how_far(now)))
            halt.opened.set()
        working.result(PATIENCE)
    assert told == [
        (ImportState.RECEIVED, Progress(Step.READING, 500, None)),
        (ImportState.RECEIVED, Progress(Step.PLANNING, 500, 1_248)),
        (ImportState.APPLYING, Progress(Step.APPLYING, 1_000, 1_248)),
    ]
    done = read.one(ADA, received.id)
    assert (done.state, done.counts.read) == (ImportState.APPLIED, 1_248)
    assert read.how_far(done) is None
    assert world.get(ImportProgress).of(done.id) is None


def test_a_worker_that_fails_leaves_nothing_of_it(world: Injector) -> None:
    new = NewImport(ImportId(uuid4()), "file.csv", b"a,b\n1,2\n")
    received: Import = replace(world.get(ImportFile), at_once_bytes=0)(ADA, new)
    lease = world.get(TakeJob)(["importing"])
    assert lease is not None
    world.get(DoJob)(lease)
    assert world.get(ReadImports).one(ADA, received.id).state is ImportState.FAILED
    assert world.get(ImportProgress).of(received.id) is None


def left_to_a_worker(world: Injector) -> tuple[Import, Lease]:
    new = NewImport(ImportId(uuid4()), "file.csv", b"a,b\n1,2\n")
    received: Import = replace(world.get(ImportFile), at_once_bytes=0)(ADA, new)
    lease = world.get(TakeJob)(["importing"])
    assert lease is not None
    return received, lease


def test_who_lost_it_to_another_worker_leaves_its_progress_alone(world: Injector) -> None:
    received, lost = left_to_a_worker(world)
    later = lost.until + timedelta(seconds=1)
    held = world.get(JobQueue).lease(
        ["importing"], now=later, until=lambda: later + timedelta(minutes=1), token=uuid4()
    )
    assert held is not None
    with pytest.raises(LeaseLost):
        world.get(DoImport)(lost)
    assert world.get(ImportProgress).of(received.id) is not None
    world.get(DoImport)(held)
    assert world.get(ImportProgress).of(received.id) is None


def test_an_import_that_is_given_up_leaves_nothing_of_it(world: Injector) -> None:
    received, lease = left_to_a_worker(world)
    world.get(ImportProgress).tell(received.id, Progress(Step.READING, 500))
    world.get(DoImport).give_up(lease)
    assert world.get(ImportProgress).of(received.id) is None


def test_nobody_fails_for_a_database_that_is_away() -> None:
    away = SqlProgress(AwayDatabase())  # type: ignore[arg-type]  # all that is asked of one here
    away.tell(ONE, Progress(Step.READING))
    assert away.of(ONE) is None
    away.over(ONE)


class AwayDatabase:
    def reading(self) -> Any:
        raise Unavailable("the database", "it is away")

    writing = reading


def test_it_is_told_twice_a_second_at_most(progress: ImportProgress) -> None:
    now = [NOON]
    steps = Told(progress, SimpleNamespace(now=lambda: now[0]), ONE)
    steps.begin(Step.PLANNING, 4_000)
    list(counted(range(1_999), steps))
    assert progress.of(ONE) == Progress(Step.PLANNING, 0, 4_000)
    now[0] += following.EVERY
    steps.went(1)
    assert progress.of(ONE) == Progress(Step.PLANNING, 2_000, 4_000)
