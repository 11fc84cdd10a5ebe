"""What is in question is not noted as heard."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from injector import Injector

from application.ticks.account import Account
from application.ticks.collect import CollectTrades
from application.ticks.feed import Control, Heard, Name, Refused
from application.ticks.keeping import Batch, Damaged, Keeper
from application.ticks.leading import Leading
from application.ticks.ports import KeptTrades, Leadership
from application.ticks.presence import Presence
from application.ticks.reports import Report
from application.ticks.resuming import Resuming
from domain.ticks.market import Feed
from domain.ticks.moments import MINUTE, SECOND
from support.led_markets import Led, led
from support.trades import START, a_trade
from support.worlds import world_on

NAME = ("BTCUSDT", Feed.AGGREGATES)
LATER = START + MINUTE


class Around:
    """A stream that tells what it is given, a file in which nothing waits, and nobody told."""

    def __init__(self) -> None:
        self.heard = Heard()

    def follow(self, names: Collection[Name]) -> None: ...

    def take(self, seconds: float) -> Heard:
        return self.heard

    def tell(self, report: Report) -> None: ...

    def add(self, batch: Batch) -> None: ...

    def first(self, name: Name) -> None: ...

    def done(self, name: Name) -> None: ...

    def damaged(self, name: Name) -> tuple[Damaged, ...]:
        return ()

    def adopt(self, name: Name) -> None: ...

    def close(self) -> None: ...


class Ground:
    def __init__(self, world: Injector) -> None:
        self.led: Led = led(world)
        self.led.keep(a_trade(1))
        self.time = 0.0
        self.around, account, self.leadership = Around(), Account(), world.get(Leadership)
        leading = Leading(self.leadership, [self.led.market], "one", 60, lambda: self.time)
        resuming, kept = Resuming(), world.get(KeptTrades)

        def wake(*, beyond: bool) -> None:
            if beyond:
                resuming.begin(leading.led())

        around, markets = self.around, {NAME: self.led.market}
        keeper = Keeper(kept, around, leading, markets, account, around)
        presence = Presence(kept, leading, resuming)
        self.collect = CollectTrades(
            around, self.led.asked, keeper, leading, account, around, wake, presence
        )
        self.collect.step(0)  # it leads, and asks what came before
        resuming.told(self.led.market)

    def lead_anew(self) -> None:
        """Let another one lead, and give that up."""
        market = self.led.market.id
        for holder in ("one", "another"):
            self.leadership.lead(market, holder, 60)
            self.leadership.resign(market, holder)
        self.time += 60

    def heard(self, heard: Heard) -> int:
        """Return up to when it is known to have been heard."""
        self.around.heard = heard
        self.collect.step(0)
        return self.led.asked.spans(self.led.market.id)[-1].heard


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with world_on("memory:", tmp_path) as world:
        yield Ground(world)


def test_a_market_is_heard_with_a_sign_of_life(ground: Ground) -> None:
    assert ground.heard(Heard(alive={NAME: LATER})) == LATER - SECOND


def test_a_message_that_was_refused_may_have_been_a_trade(ground: Ground) -> None:
    assert ground.heard(Heard(refused=[Refused("not_json", b"{")], alive={NAME: LATER})) == 0


def test_a_connection_that_began_says_nothing_of_what_came_before(ground: Ground) -> None:
    assert ground.heard(Heard(controls=[Control("connected")], alive={NAME: LATER})) == 0


def test_a_market_whose_trade_waits_to_be_confirmed_is_not_heard(ground: Ground) -> None:
    assert ground.heard(Heard({NAME: [a_trade(10**9, SECOND)]})) == 0
    ground.collect.presence.resuming.told(ground.led.market)
    assert ground.heard(Heard(alive={NAME: LATER})) == 0


def test_a_trade_that_waits_while_another_one_leads_is_told(ground: Ground) -> None:
    ground.heard(Heard({NAME: [a_trade(10**9, SECOND)]}))
    assert ground.collect.account.implausible == 0
    ground.lead_anew()
    ground.heard(Heard())
    assert ground.collect.account.implausible == 1
    ground.collect.end()
    assert ground.collect.account.implausible == 1
