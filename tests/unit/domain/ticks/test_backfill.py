"""Backfills: what may be asked for, and what is left of it."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import UserId
from domain.ticks.backfill import MOST, Backfill, BackfillId, BackfillState
from domain.ticks.backfill_errors import BackfillApart, BackfillMalformed
from domain.ticks.market import MarketId
from domain.ticks.spans import spans_of
from support.trades import a_trade

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ASKED = Backfill(
    id=BackfillId(UUID(int=1)), market=MarketId(1), asked_at=NOW, asked_by=UserId(UUID(int=2))
)
IDS = st.sets(st.integers(1, 40))


@given(IDS, st.integers(1, 40), st.integers(0, 20))
def test_what_is_left_is_what_is_wanted_and_not_held(held: set[int], first: int, more: int) -> None:
    spans = list(spans_of(a_trade(one) for one in held))
    backfill = ASKED.resolved(first, first + more)
    left = {one for pair in backfill.left(spans) for one in range(pair[0], pair[1] + 1)}
    assert left == set(range(first, first + more + 1)) - held
    is_all = backfill.state(spans) is BackfillState.COMPLETE
    assert is_all == (not left)


def test_until_its_ids_are_known_it_waits() -> None:
    assert ASKED.state([]) is BackfillState.WAITING
    assert list(ASKED.left([])) == []


def test_a_time_without_trades_is_complete_at_once() -> None:
    assert ASKED.resolved(5, 4).state([]) is BackfillState.COMPLETE


def test_no_more_is_taken_up_than_a_backfill_may_have() -> None:
    taken = ASKED.resolved(1, 3 * MOST)
    assert (taken.first, taken.last) == (2 * MOST + 1, 3 * MOST)


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"first": 1},
        {"until": 5},
        {"first": 2, "last": 1},
        {"since": 2, "until": 1},
        {"first": 1, "last": 2, "since": 1, "until": 2},
        {"first": 1, "since": 1},
        {"first": 0, "last": MOST},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(wanted: dict[str, int]) -> None:
    with pytest.raises(BackfillMalformed):
        Backfill(
            id=ASKED.id, market=ASKED.market, asked_at=NOW, asked_by=ASKED.asked_by, **wanted
        ).checked()


def test_as_many_as_may_be_are_taken() -> None:
    wanted = ASKED.resolved(0, MOST - 1)
    assert wanted.checked() is wanted


def test_a_backfill_reaches_what_is_held() -> None:
    spans = list(spans_of([a_trade(10), a_trade(11)]))
    reaching = ASKED.resolved(3, 9)
    assert reaching.reaching(spans) is reaching
    for apart, held in ((ASKED.resolved(3, 8), spans), (reaching, [])):
        with pytest.raises(BackfillApart):
            apart.reaching(held)
