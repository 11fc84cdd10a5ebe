"""When a connection was alive, and what time it was at the exchange then."""

from threading import Event

from adapters.ticks.binance.exchange_clock import ExchangeClock
from adapters.ticks.binance.inbox import Inbox
from adapters.ticks.binance.pulse import PING_SECONDS, Alive, Pulse
from domain.ticks.market import Feed
from domain.ticks.moments import SECOND
from support.trades import START, a_trade

NAME = ("BTCUSDT", Feed.AGGREGATES)
STREAMS = ("btcusdt@aggTrade", "rubbish")


class Ground:
    """A connection that brings nothing, and answers a ping when it is told to."""

    def __init__(self) -> None:
        self.told = list[float | None]()
        self.pings = list[Event]()
        self.pulse = Pulse(self.told.append, self.ping, 100.0)

    def ping(self) -> Event:
        self.pings.append(Event())
        return self.pings[-1]

    def quiet(self, now: float) -> None:
        self.pulse.look()
        self.pulse.nothing(now)


def test_what_is_brought_is_a_sign_of_life_once_a_second() -> None:
    ground = Ground()
    for now in (100.0, 100.5, 100.9, 101.0, 101.2):
        ground.pulse.look()
        ground.pulse.brought(now)
    assert ground.told == [None, None]
    assert ground.pings == []


def test_a_pong_says_that_it_lived_when_it_was_asked() -> None:
    ground = Ground()
    for now in (101.0, 100 + PING_SECONDS, 107.0):
        ground.quiet(now)
    assert (len(ground.pings), ground.told) == (1, [])
    ground.pings[0].set()
    ground.quiet(108.0)
    assert ground.told == [100 + PING_SECONDS]
    ground.quiet(100 + 2 * PING_SECONDS)
    assert len(ground.pings) == 2


def test_a_connection_that_answers_nothing_was_not_alive() -> None:
    ground = Ground()
    for second in range(60):
        ground.quiet(100.0 + second)
    assert (len(ground.pings), ground.told) == (1, [])


def test_a_pong_counts_once_nothing_was_left_to_read_after_it() -> None:
    ground = Ground()
    ground.quiet(105.0)
    ground.pulse.look()
    ground.pings[0].set()  # it comes while something is waited for: a trade may stand before it
    ground.pulse.nothing(106.0)
    assert ground.told == []
    ground.quiet(106.1)
    assert ground.told == [105.0]


class Clock:
    def __init__(self) -> None:
        self.time = 50.0

    def __call__(self) -> float:
        return self.time


def seen(*seconds: float) -> tuple[ExchangeClock, Clock]:
    """Return a clock of an exchange that told of trades at those seconds, one each second."""
    here = Clock()
    clock = ExchangeClock(here)
    for second in seconds:
        here.time += 1
        clock.told([[a_trade(1, round(second * SECOND))], []])
    return clock, here


def since_start(clock: ExchangeClock, at: float | None) -> float | None:
    heard = clock.heard([Alive(STREAMS, at)])
    assert set(heard) <= {NAME}
    return (heard[NAME] - START) / SECOND if heard else None


def test_without_a_trade_nobody_knows_what_time_it_is_there() -> None:
    assert since_start(seen()[0], None) is None
    assert since_start(seen(7)[0], 60.0) is None


def test_a_stream_that_brings_something_is_heard_up_to_what_it_told() -> None:
    assert since_start(seen(7, 8)[0], None) == 7


def test_one_that_only_lives_is_heard_as_long_as_it_lived() -> None:
    clock, here = seen(7, 8)
    assert since_start(clock, here.time + 30) == 38
    assert since_start(clock, here.time - 30) == 7


def test_a_single_time_out_of_all_reason_is_not_believed() -> None:
    clock, here = seen(7, 8, 10**6)
    assert since_start(clock, here.time + 30) == 39
    clock.told([[a_trade(1, 11 * SECOND)]])
    assert since_start(clock, here.time + 30) == 41


def test_a_sign_of_life_that_finds_no_room_is_left_out() -> None:
    inbox = Inbox(most=1)
    for at in (1.0, 2.0):
        assert inbox.put(Alive(STREAMS, at))
    assert inbox.take(0, 9) == [Alive(STREAMS, 1.0)]
