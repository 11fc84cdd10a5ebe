"""The unit of times that an address asks for is what the exchange is asked for."""

import time
from contextlib import closing

import pytest

from adapters.ticks.binance.stream import BinanceStream, SourceMalformed
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit
from entrypoints.testing.exchange import Exchange

PATIENCE = 60
NAMES = [("BTCUSDT", Feed.AGGREGATES)]


@pytest.mark.parametrize(
    ("query", "asked", "unit"),
    [
        ("", "MILLISECOND", TimeUnit.MILLISECONDS),
        ("?timeUnit=MILLISECOND", "MILLISECOND", TimeUnit.MILLISECONDS),
        ("?timeUnit=MICROSECOND", "MICROSECOND", TimeUnit.MICROSECONDS),
        ("?timeUnit=microsecond", "MICROSECOND", TimeUnit.MICROSECONDS),
    ],
)
def test_the_exchange_is_asked_for_the_unit(query: str, asked: str, unit: TimeUnit) -> None:
    with Exchange([]) as exchange, closing(BinanceStream(exchange.stream_url + query)) as stream:
        stream.follow(NAMES)
        ends = time.monotonic() + PATIENCE
        while not (followers := exchange.connections.live()):
            assert time.monotonic() < ends
            stream.take(0.05)

        assert (stream.unit, followers[0].time_unit) == (unit, asked)
        assert followers[0].streams == {"btcusdt@aggTrade"}


@pytest.mark.parametrize(
    "query",
    [
        "?timeUnit=SECOND",
        "?timeUnit=",
        "?timeunit=MICROSECOND",
        "?timeUnit=MICROSECOND&timeUnit=MILLISECOND",
        "?timeUnit=MICROSECOND&streams=ethusdt@trade",
    ],
)
def test_a_unit_that_is_none_is_refused(query: str) -> None:
    with pytest.raises(SourceMalformed, match="timeUnit=MICROSECOND"):
        BinanceStream("ws://127.0.0.1:9" + query)


@pytest.mark.parametrize(
    "source", ["", "exchange", "host:9443", "http://127.0.0.1", "wss:///stream"]
)
def test_what_is_no_address_of_a_stream_is_refused(source: str) -> None:
    with pytest.raises(SourceMalformed, match="is like wss://"):
        BinanceStream(source)
