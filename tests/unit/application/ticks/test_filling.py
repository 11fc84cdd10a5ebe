"""Holes are filled by what the exchange has, and closed by what it has not."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from injector import Injector

from application.ticks.account import Account
from application.ticks.doubts import TRIES, Doubts
from application.ticks.feed import Heard, Name, Refused
from application.ticks.filling import FillHoles
from application.ticks.leading import Leading
from application.ticks.ports import Absent, AskedTrades, Backfills, KeptTrades, Leadership
from application.ticks.reports import Report, What
from application.ticks.wanted import WantedTrades
from domain.ids import UserId
from domain.ticks.backfill import Backfill, BackfillId
from domain.ticks.errors import NotTheLeader
from domain.ticks.ranges import Range
from domain.ticks.standing import TRADING, Standing
from domain.ticks.trade import Trade
from support.led_markets import Led, led
from support.trades import START, a_trade
from support.worlds import world_on


class History:
    """An exchange that has some trades, answers so many at once, and is asked from somewhere on."""

    def __init__(self, trades: Sequence[Trade], most: int = 1_000) -> None:
        self.trades, self.most = [*trades], most
        self.refused: tuple[Refused, ...] = ()
        self.asked: list[int] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def since(self, name: Name, first: int, limit: int) -> Heard:
        self.asked.append(first)
        self.meanwhile()
        there = [trade for trade in self.trades if trade.id >= first]
        return Heard({name: there[: min(limit, self.most)]}, self.refused)

    def first_at(self, name: Name, time: int) -> int | None:
        return next((trade.id for trade in self.trades if trade.time >= time), None)

    def minutes(self, name: Name, since: int, until: int) -> Sequence[Range]:
        return ()

    def standing(self, name: Name) -> Standing:
        return Standing(TRADING)

    def close(self) -> None:
        """There is nothing to close."""


class Told(list[Report]):
    def tell(self, incident: Report) -> None:
        self.append(incident)


class Ground:
    def __init__(self, world: Injector) -> None:
        self.time = 0.0
        self.led: Led = led(world)
        self._world = world
        self.account, self.told = Account(), Told()

    def fill(self, history: History) -> FillHoles:
        leading = Leading(self._world.get(Leadership), [self.led.market], "one", 60)
        leading.renew()
        asked, kept = self._world.get(AskedTrades), self._world.get(KeptTrades)
        absent = self._world.get(Absent)
        wanted = WantedTrades(self._world.get(Backfills), history, asked, absent)
        return FillHoles(
            history, asked, kept, absent, wanted, leading, self.account, self.told,
            Doubts(lambda: self.time),
        )  # fmt: skip

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


def test_an_id_out_of_all_reason_in_an_answer_is_left(ground: Ground) -> None:
    ground.led.keep(*trades(0, 4))
    history = History([*trades(0, 9), a_trade(10**9)])
    fill = ground.fill(history)
    assert fill(ground.led.market, beyond=True)
    assert ground.ids == [*range(10)]

    history.trades.append(a_trade(10**9 + 1))  # two that agree
    fill(ground.led.market, beyond=True)
    assert ground.ids == [*range(10), 10**9, 10**9 + 1]


def test_what_came_beyond_is_settled_once_all_of_the_answer_is_kept(ground: Ground) -> None:
    ground.led.keep(*trades(0, 4))
    history = History([*trades(0, 5), a_trade(10**9)])
    fill = ground.fill(history)
    fill(ground.led.market, beyond=True)
    assert not fill.is_settled(ground.led.market)
    history.trades.pop()
    history.refused = (Refused("amount_malformed", b"{}"),)
    fill(ground.led.market, beyond=True)
    assert not fill.is_settled(ground.led.market)
    history.refused = ()
    fill(ground.led.market, beyond=False)
    assert not fill.is_settled(ground.led.market)
    fill(ground.led.market, beyond=True)
    assert fill.is_settled(ground.led.market)


def test_an_answer_that_is_shorter_than_asked_is_not_the_end(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(50))

    assert ground.fill(History(trades(0, 60), most=7))(ground.led.market, beyond=False)
    assert ground.ids == [*range(51)]


def asked_for(ground: Ground, fill: FillHoles, seconds: int, step: float = 15) -> bool:
    """Ask again and again; say whether nothing is missing at the end."""
    is_whole, ends = False, ground.time + seconds
    while ground.time < ends:
        is_whole = fill(ground.led.market, beyond=False)
        fill.fill_older(ground.led.market)
        ground.time += step
    return is_whole


def test_ids_that_the_exchange_jumps_are_absent_when_it_has_said_so_for_a_minute(
    ground: Ground,
) -> None:
    ground.led.keep(a_trade(0), a_trade(10))
    history = History([*trades(0, 3), *trades(6, 10)])
    fill = ground.fill(history)

    assert not asked_for(ground, fill, 60)
    assert ground.account.absent == 0
    assert asked_for(ground, fill, 60)
    (incident,) = ground.told
    assert (incident.what, incident.first, incident.last) == (What.ABSENT, 4, 5)
    assert ground.account.absent == 2
    asked = len(history.asked)
    assert fill(ground.led.market, beyond=False)
    assert len(history.asked) == asked


def test_ids_that_are_jumped_while_the_trades_follow_each_other_are_no_hole(
    ground: Ground,
) -> None:
    ground.led.keep(a_trade(0), a_trade(10, first=8))
    history = History([*trades(0, 3), *[a_trade(one, first=one - 2) for one in range(6, 11)]])

    assert ground.fill(history)(ground.led.market, beyond=False)
    assert ground.ids == [*range(4), *range(6, 11)]
    assert ground.account.absent == 0


def test_an_empty_answer_is_believed_only_when_it_came_often_enough_in_a_minute(
    ground: Ground,
) -> None:
    ground.led.keep(a_trade(0), a_trade(10))
    history = History([])
    fill = ground.fill(history)

    assert not asked_for(ground, fill, 59, 0.1)
    assert TRIES < len(history.asked) < 3 * TRIES
    assert ground.account.absent == 0
    assert asked_for(ground, fill, 30)
    assert ground.account.absent == 9


def test_what_was_said_of_a_hole_does_not_count_for_another(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(10))
    fill = ground.fill(History([]))
    asked_for(ground, fill, 55, 1)
    ground.led.keep(a_trade(5))

    assert not asked_for(ground, fill, 55, 1)
    assert ground.account.absent == 0


def test_an_answer_that_comes_late_is_believed(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(10))
    history = History([])
    fill = ground.fill(history)
    asked_for(ground, fill, 55, 1)
    history.trades = trades(0, 10)

    assert asked_for(ground, fill, 30)
    assert ground.ids == [*range(11)]


def test_a_row_that_cannot_be_read_is_not_absent(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(3))
    history = History([a_trade(2)])
    history.refused = (Refused("amount_malformed", b"{}"),)

    assert not asked_for(ground, ground.fill(history), 300)
    assert ground.ids == [0, 2, 3]
    assert ground.account.absent == 0
    assert [one.what for one in ground.told] == [What.REFUSED]  # once, not at each question


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
    assert fill.fill_older(ground.led.market)
    assert ground.ids == [*range(3, 13)]
    assert not fill.fill_older(ground.led.market)
    assert list(ground.open_backfills()) == []


def test_a_time_that_is_wanted_becomes_its_trades_up_to_what_is_held(ground: Ground) -> None:
    timed = [a_trade(number, number * 1_000) for number in range(20)]
    ground.led.keep(*timed[15:])
    ground.want(since=START + 3_500, until=START + 6_000)
    ground.fill(History(timed)).fill_older(ground.led.market)
    assert ground.ids == [*range(4, 20)]


def test_what_is_wanted_and_the_exchange_has_not_is_settled(ground: Ground) -> None:
    ground.led.keep(*trades(10, 12))
    ground.want(first=3, last=9)
    fill = ground.fill(History([*trades(0, 4), *trades(7, 12)]))
    asked_for(ground, fill, 200)
    assert ground.ids == [3, 4, *range(7, 13)]
    assert (ground.account.absent, list(ground.open_backfills())) == (2, [])


def test_what_is_wanted_and_has_not_happened_yet_is_not_absent(ground: Ground) -> None:
    ground.led.keep(*trades(10, 12))
    ground.want(first=8, last=20)
    history = History(trades(0, 12))
    fill = ground.fill(history)
    asked_for(ground, fill, 300)

    assert ground.ids == [*range(8, 13)]
    assert (ground.account.absent, history.asked) == (0, [8])
    assert len(ground.open_backfills()) == 1


def test_a_backfill_is_filled_a_page_at_a_time(ground: Ground) -> None:
    ground.led.keep(*trades(50, 52), *trades(55, 56))
    ground.want(first=10, last=49)
    history = History(trades(0, 60), most=7)
    fill = ground.fill(history)

    assert fill.fill_older(ground.led.market)
    assert history.asked == [10]
    fill(ground.led.market, beyond=False)
    assert history.asked[1] == 53
    while fill.fill_older(ground.led.market):
        pass
    assert ground.ids == [*range(10, 57)]


def test_one_that_is_to_end_ends_with_its_page(ground: Ground) -> None:
    ground.led.keep(a_trade(0), a_trade(50))
    history = History(trades(0, 50), most=7)
    fill = ground.fill(history)
    history.meanwhile = fill.over.set

    assert not fill(ground.led.market, beyond=True)
    assert history.asked == [1]


def test_a_time_without_trades_is_settled_at_once(ground: Ground) -> None:
    ground.led.keep(*trades(10, 12))
    ground.want(since=START + 10**9, until=START + 2 * 10**9)
    ground.fill(History(trades(0, 12))).fill_older(ground.led.market)
    assert list(ground.open_backfills()) == []
