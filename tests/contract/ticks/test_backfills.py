"""Backfills, on each kind of store."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from injector import Injector

from application.ticks.ports import Backfills
from domain.ids import UserId
from domain.ticks.backfill import Backfill, BackfillId
from domain.ticks.market import MarketId

OURS, OTHERS = MarketId(1), MarketId(2)


def wanted(number: int, market: MarketId = OURS, **more: int) -> Backfill:
    return Backfill(
        id=BackfillId(UUID(int=number)),
        market=market,
        asked_at=datetime(2026, 1, 1, 12, number, tzinfo=UTC),
        asked_by=UserId(UUID(int=9)),
        **more,
    )


def test_what_was_asked_for_is_found_again(world: Injector) -> None:
    backfills = world.get(Backfills)
    by_id, by_time = wanted(1, first=0, last=2**40 - 1), wanted(2, since=5, until=2**52)
    for one in (by_id, by_time):
        backfills.add(one)
        assert backfills.find(OURS, one.id) == one


def test_it_is_of_its_market_alone(world: Injector) -> None:
    backfills = world.get(Backfills)
    backfills.add(wanted(1, first=1, last=2))
    assert backfills.find(OTHERS, BackfillId(UUID(int=1))) is None
    assert list(backfills.of(OTHERS)) == []
    assert backfills.find(OURS, BackfillId(UUID(int=7))) is None


def test_what_is_open_is_told_oldest_first(world: Injector) -> None:
    backfills = world.get(Backfills)
    late, early = wanted(8, first=1, last=2), wanted(3, first=5, last=6)
    for one in (late, early, wanted(1, OTHERS, first=1, last=1)):
        backfills.add(one)
    assert list(backfills.of(OURS)) == [early, late]


def test_to_ask_again_changes_nothing(world: Injector) -> None:
    backfills = world.get(Backfills)
    backfills.add(wanted(1, first=1, last=2))
    backfills.add(wanted(1, first=7, last=9))
    assert backfills.find(OURS, BackfillId(UUID(int=1))) == wanted(1, first=1, last=2)


def test_what_its_time_comes_to_is_kept_until_it_is_settled(world: Injector) -> None:
    backfills = world.get(Backfills)
    asked = wanted(1, since=5, until=9)
    backfills.add(asked)
    known = replace(asked, first=11, last=13)
    backfills.save(known)
    assert list(backfills.of(OURS)) == [known]
    backfills.save(known, settled=True)
    assert list(backfills.of(OURS)) == []
    assert backfills.find(OURS, asked.id) == known
