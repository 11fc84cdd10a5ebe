"""A market without trades is heard while its stream lives, and nothing of it is in question."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from injector import Injector

from application.errors import Unavailable
from application.ticks.leading import Leading
from application.ticks.ports import Fence, KeptTrades, Leadership
from application.ticks.presence import EVERY, SETTLING, Presence
from application.ticks.resuming import QUIET_SECONDS, Resuming
from domain.ticks.market import Market, MarketId
from domain.ticks.moments import SECOND
from support.away import Away
from support.led_markets import Led, led
from support.trades import START, a_trade
from support.worlds import world_on


class Ground:
    def __init__(self, world: Injector) -> None:
        self.time = 0.0
        self.led: Led = led(world)
        self.led.keep(a_trade(1))
        self.store, self.world = Away(world.get(KeptTrades)), world
        self.leading = Leading(world.get(Leadership), [self.led.market], "one", 60)
        self.leading.renew()
        self.presence = Presence(self.store, self.leading, Resuming(lambda: self.time))

    def heard(self, seconds: float) -> None:
        market = self.led.market
        fence = self.leading.fence(market)
        assert fence is not None
        self.presence.heard(market, START + round(seconds * SECOND), START, fence)

    @property
    def known(self) -> float:
        """Return up to when it is known, in seconds, without what may still settle."""
        (span,) = self.led.asked.spans(self.led.market.id)
        return (span.heard + SETTLING - START) / SECOND if span.heard else 0


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with world_on("memory:", tmp_path) as world:
        yield Ground(world)


def test_a_quiet_market_is_known_as_far_as_it_was_heard(ground: Ground) -> None:
    for seconds in (60, 61, 59, 70):
        ground.heard(seconds)
    assert ground.known == 70


def test_a_market_that_trades_is_not_written_down_beside_its_trades(ground: Ground) -> None:
    ground.heard((EVERY + SETTLING) / SECOND - 0.001)
    assert ground.known == 0
    ground.heard((EVERY + SETTLING) / SECOND)
    assert ground.known == 6


def test_a_stream_that_began_anew_says_nothing_until_it_is_known_what_came_before(
    ground: Ground,
) -> None:
    market, resuming = ground.led.market, ground.presence.resuming
    resuming.begin([market])
    ground.heard(60)
    first = resuming.question(market)
    assert first is not None
    resuming.begin([market])  # while the first is being asked
    resuming.answered(market, first)
    ground.heard(70)
    assert ground.known == 0
    second = resuming.question(market)
    assert second is not None
    resuming.answered(market, second)
    ground.heard(80)
    assert ground.known == 80


def test_a_trade_that_comes_answers_the_question(ground: Ground) -> None:
    market, resuming = ground.led.market, ground.presence.resuming
    resuming.begin([market])
    resuming.told(market)
    ground.heard(60)
    assert ground.known == 60


def test_a_question_is_asked_after_a_while(ground: Ground) -> None:
    market, resuming = ground.led.market, ground.presence.resuming
    resuming.begin([market])
    question = resuming.question(market)
    assert question is not None
    assert resuming.wait(question) == QUIET_SECONDS
    ground.time = 1.0
    assert resuming.wait(question) == 0


def test_what_was_not_noted_while_the_database_was_away_is_noted_after_it(ground: Ground) -> None:
    ground.store.is_away = True
    ground.heard(60)
    with pytest.raises(Unavailable):
        ground.store.keep(MarketId(1), [], Fence(1))
    ground.store.is_away = False
    assert ground.known == 0
    ground.heard(60)
    assert ground.known == 60


def test_who_leads_no_more_notes_nothing(ground: Ground) -> None:
    market: Market = ground.led.market
    fence = ground.leading.fence(market)
    assert fence is not None
    leadership = ground.world.get(Leadership)
    leadership.resign(market.id, "one")
    assert leadership.lead(market.id, "other", 60) is not None
    ground.presence.heard(market, START + 60 * SECOND, START, fence)
    assert (ground.known, ground.leading.fence(market)) == (0, None)
