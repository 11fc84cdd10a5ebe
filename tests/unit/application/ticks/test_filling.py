"""Holes are filled by what the exchange has, and closed by what it has not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from injector import Injector

from application.ticks.account import Account
from application.ticks.audit import AuditMinutes
from application.ticks.feed import Heard, Name, Refused
from application.ticks.filling import EMPTY_TRIES, FillHoles
from application.ticks.incidents import Incident, What
from application.ticks.leading import Leading
from application.ticks.ports import Absent, AskedTrades, Backfills, KeptTrades, Leadership
from application.ticks.wanted import WantedTrades
from domain.ids import UserId
from domain.ticks.backfill import Backfill, BackfillId
from domain.ticks.errors import NotTheLeader
from domain.ticks.moments import MINUTE
from domain.ticks.ranges import Range, ranges_of
from domain.ticks.trade import Trade
from support.led_markets import Led, led
from support.trades import START, a_trade
from support.worlds import world_on


class History:
    """An exchange that has some trades, answers so many at once, and is asked from somewhere on."""

    def __init__(self, trades: Sequence[Trade], most: int = 1_000) -> None:
        self.trades, self.most = trades, most
        self.refused: tuple[Refused, ...] = ()
        self.asked: list[int] = []

    def since(self, name: Name, first: int, limit: int) -> Heard:
        self.asked.append(first)
        there = [trade for trade in self.trades if trade.id >= first]
        return Heard({name: there[: min(limit, self.most)]}, self.refused)

    def first_at(self, name: Name, time: int) -> int | None:
        return next((trade.id for trade in self.trades if trade.time >= time), None)

    def minutes(self, name: Name, since: int, until: int) -> Sequence[Range]:
        made = ranges_of((one for one in self.trades if since <= one.time < until), MINUTE)
        return [replace(one.as_range(), count=0) for one in made.values()]

    def close(self) -> None:
        """There is nothing to close."""


class Told(list[Incident]):
    def tell(self, incident: Incident) -> None:
        self.append(incident)


class Ground:
    def __init__(self, world: Injector) -> None:
        self.led: Led = led(world)
        self._world = world
        self.account, self.told = Account(), Told()

    def fill(self, history: History) -> FillHoles:
        leading = Leading(self._world.get(Leadership), [self.led.market], "one", 60)
        leading.renew()
        asked, kept = self._world.get(AskedTrades), self._world.get(KeptTrades)
        absent = self._world.get(Absent)
        wanted = WantedTrades(self._world.get(Backfills), history, asked, absent)
        return FillHoles(history, asked, kept, absent, wanted, leading, self.account, self.told)

    def audit(self, history: History) -> AuditMinutes:
        return AuditMinutes(history, self._world.get(AskedTrades), self.account, self.told)

    def want(self, **wanted: int) -> Backfill:
        made = Backfill(
            id=BackfillId(UUID(int=1)),
            market=self.led.market.id,
            asked_at=datetime(2026, 1, 1, tzinfo=UTC),
            asked_by=UserId(UUID(int=2)),
            **wanted,
        )
        self._world.get(Backfills).add(made)
        return made

    def open_backfills(self) -> Sequence[Backfill]:
        return self._world.get(Backfills).of(self.led.market.id)

    @property
    def ids(self) -> list[int]:
        return [trade.id for trade in self.led.asked.trades(self.led.market.id, 0, 10_000)]


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with world_on("memory:", tmp_path) as world:
        yield Ground(world)


def trades(first: int, last: int) -> list[Trade]:
    return [a_trade(number) for number in range(first, last + 1)]


def test_a_hole_is_filled_and_nothing_beyond_is_asked_for(ground: Ground) -> None:
    ground.led.keep(*trades(0, 4), *trades(10, 12))
    history = History(trades(0, 20))

    assert ground.fill(history)(ground.led.market, beyond=False)
    assert ground.ids == [*range(13)]
    assert (ground.account.filled, history.asked) == (5, [5])


def test_what_came_after_the_newest_is_asked_for_too(ground: Ground) -> None:
    ground.led.keep(*trades(0, 4))

    assert ground.fill(History(trades(0, 20), most=7))(ground.led.market, beyond=True)
    assert ground.ids == [*range(21)]


def test_an_answer_that_is_shorter_than_asked_is_not_the_end(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(50))

    assert ground.fill(History(trades(0, 60), most=7))(ground.led.market, beyond=False)
    assert ground.ids == [*range(51)]


def test_ids_that_the_exchange_jumps_are_absent_and_asked_for_once(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(10))
    history = History([*trades(0, 3), *trades(6, 10)])
    fill = ground.fill(history)

    assert fill(ground.led.market, beyond=False)
    (incident,) = ground.told
    assert (incident.what, incident.first, incident.last) == (What.ABSENT, 4, 5)
    assert ground.account.absent == 2
    asked = len(history.asked)
    assert fill(ground.led.market, beyond=False)
    assert len(history.asked) == asked


def test_an_empty_answer_is_believed_after_a_few_times(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(10))
    fill = ground.fill(History([]))
    told = [fill(ground.led.market, beyond=False) for _ in range(EMPTY_TRIES)]

    assert told == [False] * (EMPTY_TRIES - 1) + [True]
    assert ground.account.absent == 9


def test_a_row_that_cannot_be_read_is_not_absent(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(3))
    history = History([a_trade(2)])
    history.refused = (Refused("amount_malformed", b"{}"),)

    assert not ground.fill(history)(ground.led.market, beyond=False)
    assert ground.ids == [0, 2, 3]
    assert ground.account.absent == 0
    assert [one.what for one in ground.told] == [What.REFUSED]


def test_one_who_leads_no_more_fills_nothing(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(3))
    fill = ground.fill(History(trades(0, 3)))
    leadership = ground._world.get(Leadership)
    leadership.resign(ground.led.market.id, "one")
    assert leadership.lead(ground.led.market.id, "other", 60) is not None

    with pytest.raises(NotTheLeader):
        fill(ground.led.market, beyond=False)
    assert ground.ids == [0, 3]


def test_trades_of_before_are_filled_in_when_somebody_wants_them(ground: Ground) -> None:
    ground.led.keep(*trades(10, 12))
    ground.want(first=3, last=11)
    fill = ground.fill(History(trades(0, 20)))
    fill(ground.led.market, beyond=False)
    assert ground.ids == [*range(3, 13)]
    fill(ground.led.market, beyond=False)
    assert list(ground.open_backfills()) == []


def test_a_time_that_is_wanted_becomes_its_trades_up_to_what_is_held(ground: Ground) -> None:
    timed = [a_trade(number, number * 1_000) for number in range(20)]
    ground.led.keep(*timed[15:])
    ground.want(since=START + 3_500, until=START + 6_000)
    ground.fill(History(timed))(ground.led.market, beyond=False)
    assert ground.ids == [*range(4, 20)]


def test_what_is_wanted_and_the_exchange_has_not_is_settled(ground: Ground) -> None:
    ground.led.keep(*trades(10, 12))
    ground.want(first=3, last=9)
    fill = ground.fill(History([*trades(0, 4), *trades(7, 12)]))
    fill(ground.led.market, beyond=False)
    fill(ground.led.market, beyond=False)
    assert ground.ids == [3, 4, *range(7, 13)]
    assert (ground.account.absent, list(ground.open_backfills())) == (2, [])


def test_a_time_without_trades_is_settled_at_once(ground: Ground) -> None:
    ground.led.keep(*trades(10, 12))
    ground.want(since=START + 10**9, until=START + 2 * 10**9)
    ground.fill(History(trades(0, 12)))(ground.led.market, beyond=False)
    assert list(ground.open_backfills()) == []


def minutely(count: int) -> list[Trade]:
    return [a_trade(number, number * MINUTE // 2, 100 + number) for number in range(count)]


def test_minutes_that_the_exchange_sums_up_alike_are_audited_once(ground: Ground) -> None:
    ground.led.keep(*minutely(9))
    audit = ground.audit(History(minutely(9)))
    audit(ground.led.market)
    audit(ground.led.market)
    assert (ground.account.audited, ground.account.mismatches) == (4, 0)


def test_a_minute_that_the_exchange_tells_otherwise_is_an_incident(ground: Ground) -> None:
    ground.led.keep(*minutely(9))
    other = [one if one.id != 3 else one._replace(price=999) for one in minutely(9)]
    ground.audit(History(other))(ground.led.market)
    (incident,) = ground.told
    assert (incident.what, ground.account.mismatches) == (What.MISMATCH, 1)
    assert "20:04:00" in incident.detail


def test_minutes_with_a_hole_in_them_are_not_audited(ground: Ground) -> None:
    ground.led.keep(*[one for one in minutely(9) if one.id != 4])
    ground.audit(History(minutely(9)))(ground.led.market)
    assert ground.account.audited == 0
