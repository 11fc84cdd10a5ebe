"""What tallies of a file promise, whatever store they come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from injector import Injector

from adapters.insights import filed_tallies
from application.errors import Unavailable
from application.insights.ports import ImportStore
from application.insights.tallies import Known, Some, Tallies
from domain.insights.ids import CustomerId
from domain.insights.rows import CustomerRow

FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
NOON = datetime(2020, 2, 29, 12, 0, 0, 1, tzinfo=UTC)
MANY = 1_201


@pytest.fixture
def tallies(world: Injector) -> Iterator[Tallies]:
    with world.get(ImportStore).tallies() as made:
        yield made


def ids(*numbers: int) -> list[CustomerId]:
    return [CustomerId(one) for one in numbers]


def row(number: int, kind: str | None, *given: str) -> CustomerRow:
    return CustomerRow(CustomerId(number), None, kind, frozenset(given))


def test_strangers_are_named_and_not_told_of(tallies: Tallies) -> None:
    tallies.name(ids(*range(MANY, 0, -1), 2**31 - 1, 0))
    tallies.tell([row(7, None), row(MANY + 5, "Red", "type")])
    tallies.name(ids(7, 8))
    some = list(tallies.strangers())
    assert [one for part in some for one in part] == sorted({*range(MANY + 1), 2**31 - 1} - {7})
    assert max(map(len, some)) < MANY


def test_orphans_are_remembered_while_strangers_are_gone_through(tallies: Tallies) -> None:
    tallies.name(ids(*range(MANY)))
    for some in tallies.strangers():
        tallies.orphan([one for one in some if one % 2])
    assert tallies.orphans(ids(1, 2, 3, 4, MANY - 2, MANY + 2)) == {1, 3, MANY - 2}
    assert tallies.orphans([]) == frozenset()


def test_a_type_is_that_which_was_told_last_be_it_blank(tallies: Tallies) -> None:
    tallies.tell([row(1, "Red", "type"), row(2, None, "type"), row(3, None)])
    tallies.tell([row(1, "Blue", "type")])
    assert tallies.types(ids(1, 2, 3, 4)) == {1: "Blue", 2: None}


def test_those_that_differ_are_shown_in_order_and_counted(tallies: Tallies) -> None:
    for times in (1, 2):
        some = Some()
        some.cells = {
            ("Red", "Sand"): [times, times],
            ("Red", None): [times, 0],
            ("Red", "Éa"): [0, 1],
            ("Red", ""): [0, 1],
            ("Blue", "Sand"): [0, times],
        }
        tallies.add("one", some)
    shown, changed = tallies.cells("one", 3)
    assert (shown, changed) == (
        [(("Blue", "Sand"), (0, 3)), (("Red", None), (3, 0)), (("Red", ""), (0, 2))],
        4,
    )
    assert tallies.cells("other", 9) == ([], 0)


def test_people_differ_in_how_often_and_in_the_last_time(tallies: Tallies) -> None:
    def heard(*moments: datetime | None) -> tuple[Known, Known]:
        return tuple(Known(int(one is not None), one) for one in moments)  # type: ignore[return-value]  # two

    later = NOON + timedelta(microseconds=1)
    for some in (
        {9: heard(NOON, NOON), 3: heard(FIRST, None), 1: heard(NOON, NOON), 5: heard(NOON, None)},
        {9: heard(NOON, later), 3: heard(LAST, LAST), 1: heard(NOON, NOON), 5: heard(None, NOON)},
    ):
        tallies.add("one", Some(people={CustomerId(one): both for one, both in some.items()}))
    shown, changed = tallies.people("one", 9)
    assert (shown, changed) == (
        [(3, (Known(2, LAST), Known(1, LAST))), (9, (Known(2, NOON), Known(2, later)))],
        2,
    )
    assert tallies.people("one", 1) == (shown[:1], 2)
    tallies.add("other", Some(people={CustomerId(1): heard(FIRST, None)}))
    assert tallies.people("other", 1) == ([(1, (Known(1, FIRST), Known()))], 1)


def test_nothing_is_left_of_them(world: Injector) -> None:
    store = world.get(ImportStore)
    with store.tallies() as first, store.tallies() as second:
        first.name(ids(1))
        assert list(second.strangers()) == []
    with store.tallies() as third:
        assert list(third.strangers()) == []


def test_a_temporary_folder_that_is_full_is_told_of(
    world: Injector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite says the same of a database that may not grow as of a disk that is full."""
    monkeypatch.setattr(filed_tallies, "MADE", f"PRAGMA max_page_count = 9; {filed_tallies.MADE}")
    with pytest.raises(Unavailable, match="full"), world.get(ImportStore).tallies() as tallies:
        tallies.name(ids(*range(100_000)))
