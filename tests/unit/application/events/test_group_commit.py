"""Requests share a commit, and each is told its own."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from uuid import UUID

import pytest

from application.errors import Unavailable
from application.events.group_commit import GroupCommit
from domain.events.entry import Admission, Entry, Outcome
from support.people import ADA, NOON


def entry(number: int) -> Entry:
    return Entry(
        id=UUID(int=number),
        organisation_id=ADA.organisation_id,
        told_by=ADA.user_id,
        source="shop",
        external_id=str(number),
        type="order.paid",
        lane="",
        digest=b"",
        key_id=UUID(int=1),
        sealed=b"",
        occurred_at=NOON,
        received_at=NOON,
    )


@dataclass
class SlowJournal:
    """Commits when it is let; refuses a bad entry, and is away from when it is asked for `away`."""

    let: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)
    commits: list[list[int]] = field(default_factory=list)
    bad: int | None = None
    away: int | None = None
    is_away: bool = False
    asked: list[list[int]] = field(default_factory=list)

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        self.begun.set()
        assert self.let.wait(60)
        numbers = [one.id.int for one in entries]
        self.asked.append(numbers)
        if self.bad in numbers:
            raise LookupError(self.bad)
        self.is_away |= self.away in numbers
        if self.is_away:
            raise Unavailable("the database", "gone")
        self.commits.append(numbers)
        return [Admission(Outcome.ACCEPTED, one.id) for one in entries]


def numbers(admitted: Sequence[Admission]) -> list[int]:
    return [one.id.int for one in admitted]


def ask_while_busy(
    group: GroupCommit, journal: SlowJournal, pool: ThreadPoolExecutor
) -> list[Future[Sequence[Admission]]]:
    first = pool.submit(group.admit, [entry(0)])
    assert journal.begun.wait(60)
    others = [pool.submit(group.admit, [entry(10 * n), entry(10 * n + 1)]) for n in range(1, 6)]
    while len(group.together.waiting) < 5:
        pass
    journal.let.set()
    return [first, *others]


def test_those_who_come_meanwhile_share_one_commit_and_each_is_told_its_own() -> None:
    journal = SlowJournal()
    group = GroupCommit(journal)  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as pool:
        asked = ask_while_busy(group, journal, pool)
        told = [numbers(one.result(60)) for one in asked]

    assert told == [[0], *([10 * n, 10 * n + 1] for n in range(1, 6))]
    assert [len(one) for one in journal.commits] == [1, 10]


def test_one_that_fails_fails_alone() -> None:
    journal = SlowJournal(bad=31)
    group = GroupCommit(journal)  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as pool:
        asked = ask_while_busy(group, journal, pool)
        for place, one in enumerate(asked):
            if place == 3:
                with pytest.raises(LookupError):
                    one.result(60)
            else:
                assert one.result(60)
    assert numbers(group.admit([entry(7)])) == [7]


def refused(asked: Sequence[Future[Sequence[Admission]]]) -> list[type[BaseException | None]]:
    return [type(one.exception(60)) for one in asked]


def test_a_journal_that_is_away_is_asked_once_for_all_who_wait() -> None:
    journal = SlowJournal(away=31)
    group = GroupCommit(journal)  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as pool:
        told = refused(ask_while_busy(group, journal, pool))

    assert told == [type(None), *[Unavailable] * 5]
    assert [len(one) for one in journal.asked] == [1, 10]


def test_who_comes_behind_one_for_whom_the_journal_is_away_is_told_the_same() -> None:
    journal = SlowJournal(bad=11, away=31)
    group = GroupCommit(journal)  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as pool:
        told = refused(ask_while_busy(group, journal, pool))

    assert told == [type(None), LookupError, type(None), *[Unavailable] * 3]
    assert journal.asked[2:] == [[10, 11], [20, 21], [30, 31]]


def test_a_commit_takes_only_so_many() -> None:
    journal = SlowJournal()
    group = GroupCommit(journal, most=4)  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as pool:
        for one in ask_while_busy(group, journal, pool):
            assert one.result(60)
    assert [len(one) for one in journal.commits] == [1, 4, 4, 2]


def test_under_load_nobody_is_forgotten_and_nobody_waits_for_ever() -> None:
    journal = SlowJournal()
    journal.let.set()
    group = GroupCommit(journal)  # type: ignore[arg-type]
    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(lambda n: numbers(group.admit([entry(n)])), range(2_000)))
    assert told == [[n] for n in range(2_000)]
    assert sorted(n for one in journal.commits for n in one) == list(range(2_000))
