"""Minutes are held against the exchange's own, each by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from injector import Injector

from application.errors import Unavailable
from application.ticks.account import Account
from application.ticks.audit import AuditMinutes
from application.ticks.feed import Heard, Name
from application.ticks.ports import Absent, AskedTrades, Audits
from application.ticks.reports import Report, What
from domain.ticks.audited import DAY, AuditedDay
from domain.ticks.moments import MINUTE, SECOND, floor
from domain.ticks.ranges import Range, ranges_of
from domain.ticks.standing import TRADING, Standing
from domain.ticks.trade import Trade
from support.led_markets import Led, led
from support.trades import START, a_trade
from support.worlds import world_on


class Klines:
    """An exchange that sums up minutes of its trades."""

    def __init__(self, trades: Sequence[Trade]) -> None:
        self.trades = trades
        self.asked: list[int] = []

    def since(self, name: Name, first: int, limit: int) -> Heard:
        return Heard()

    def first_at(self, name: Name, time: int) -> int | None:
        return None

    def minutes(self, name: Name, since: int, until: int) -> Sequence[Range]:
        self.asked.append((until - since) // MINUTE)
        made = ranges_of((one for one in self.trades if since <= one.time < until), MINUTE)
        return [replace(one.as_range(), count=0) for one in made.values()]

    def standing(self, name: Name) -> Standing:
        return Standing(TRADING)

    def close(self) -> None:
        """There is nothing to close."""


class Ground:
    def __init__(self, world: Injector) -> None:
        self.led: Led = led(world)
        self.account, self.told = Account(), list[Report]()
        self.absent = world.get(Absent)
        self._asked, self.audits = world.get(AskedTrades), world.get(Audits)

    def tell(self, incident: Report) -> None:
        self.told.append(incident)

    def audit(self, history: Klines) -> AuditMinutes:
        return AuditMinutes(history, self._asked, self.absent, self.audits, self.account, self)

    @property
    def day(self) -> AuditedDay:
        return self.audits.of(self.led.market.id, floor(START, DAY))

    @property
    def counts(self) -> tuple[int, int]:
        return self.account.audited, self.account.mismatches


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with world_on("memory:", tmp_path) as world:
        yield Ground(world)


def minutely(count: int) -> list[Trade]:
    """Return trades at the beginning and in the middle of each minute."""
    return [a_trade(number, number * MINUTE // 2, 100 + number) for number in range(count)]


def test_minutes_that_the_exchange_sums_up_alike_are_audited_once(ground: Ground) -> None:
    ground.led.keep(*minutely(12))
    history = Klines(minutely(12))
    audit = ground.audit(history)
    audit(ground.led.market)
    audit(ground.led.market)

    assert ground.counts == (4, 0)  # without the one that collecting began in
    assert (ground.day.count, ground.day.differing) == (4, 0)
    assert history.asked == [4]


def test_a_minute_that_the_exchange_tells_otherwise_twice_is_an_incident(ground: Ground) -> None:
    ground.led.keep(*minutely(12))
    other = [one if one.id != 3 else one._replace(price=999) for one in minutely(12)]
    audit = ground.audit(Klines(other))
    audit(ground.led.market)
    assert (ground.told, ground.counts) == ([], (3, 0))
    audit(ground.led.market)
    audit(ground.led.market)

    (incident,) = ground.told
    assert (incident.what, ground.counts) == (What.MISMATCH, (4, 1))
    assert list(ground.day.mismatches) == [START + MINUTE]
    assert ground.day.agreed.bit_count() == 3
    assert "20:04:00" in incident.detail


def test_a_minute_that_the_exchange_finishes_late_is_compared_again(ground: Ground) -> None:
    ground.led.keep(*minutely(12))
    history = Klines([one for one in minutely(12) if one.id != 9])
    audit = ground.audit(history)
    audit(ground.led.market)
    history.trades = minutely(12)
    audit(ground.led.market)

    assert (ground.told, ground.counts) == ([], (4, 0))


@pytest.mark.parametrize(("seconds", "audited"), [(9, 3), (10, 4)])
def test_a_minute_is_left_alone_until_a_while_after_its_end(
    ground: Ground, seconds: int, audited: int
) -> None:
    trades = [*minutely(10), a_trade(10, 5 * MINUTE + seconds * SECOND)]
    ground.led.keep(*trades)
    ground.audit(Klines(trades))(ground.led.market)

    assert ground.counts == (audited, 0)


def test_a_hole_leaves_out_its_own_minutes_until_it_is_filled(ground: Ground) -> None:
    trades = minutely(20)
    ground.led.keep(*[one for one in trades if one.id != 7])
    audit = ground.audit(Klines(trades))
    audit(ground.led.market)
    assert ground.counts == (6, 0)  # 3 and 4 lack what may lie between its neighbours
    ground.led.keep(trades[7])
    audit(ground.led.market)

    assert (ground.told, ground.counts) == ([], (8, 0))


def test_what_is_absent_at_the_exchange_is_missing_in_no_minute(ground: Ground) -> None:
    trades = [one for one in minutely(12) if one.id != 7]
    ground.led.keep(*trades)
    ground.absent.note(ground.led.market.id, 7, 7, ground.led.fence)
    ground.audit(Klines(trades))(ground.led.market)

    assert ground.counts == (4, 0)


def test_minutes_whose_audit_could_not_be_kept_are_judged_again(ground: Ground) -> None:
    ground.led.keep(*minutely(12))
    audit, audits = ground.audit(Klines(minutely(12))), ground.audits
    audit.audits = Away()  # type: ignore[assignment]  # of audits nothing is asked there
    with pytest.raises(Unavailable):
        audit(ground.led.market)
    assert ground.counts == (0, 0)
    audit.audits = audits
    audit(ground.led.market)

    assert (ground.counts, ground.day.count) == ((4, 0), 4)


class Away:
    def note(self, *_: object) -> None:
        raise Unavailable("the database", "it is away")
