"""REST asked by number: what the exchange answers is read, or says why not."""

from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from adapters.ticks.binance.rest import BinanceHistory, RestMalformed
from application.errors import ApplicationError, TooMany, Unavailable
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit
from entrypoints.testing.exchange import Exchange, Fault, Happening
from entrypoints.testing.exchange.rest import RestServer
from support.frames import TIME, a_fill, an_aggregate, combined
from support.recordings import FIRST, a_recording, texts

RECORDING = a_recording(50, ("BTCUSDT",))
NAME = ("BTCUSDT", Feed.AGGREGATES)


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    with Exchange([]) as exchange:
        for happening in RECORDING:
            exchange.ledger.add(happening)
        yield exchange


@pytest.fixture
def asking(exchange: Exchange) -> Iterator[BinanceHistory]:
    with closing(BinanceHistory(exchange.rest_url, TimeUnit.MILLISECONDS, timeout=5)) as asking:
        yield asking


def test_trades_come_by_number_as_they_were_told(asking: BinanceHistory) -> None:
    heard = asking.since(NAME, FIRST + 10, 7)

    told = [
        (one.id, one.time // 1_000, one.told_price, one.told_quantity, one.first_id, one.last_id,
         one.buyer_is_maker)
        for one in heard.trades[NAME]
    ]  # fmt: skip
    assert told == [texts(one.data) for one in RECORDING[10:17]]


def test_single_trades_come_from_the_other_list(exchange: Exchange, asking: BinanceHistory) -> None:
    data, name = a_fill(5), ("BTCUSDT", Feed.TRADES)
    exchange.ledger.add(Happening(0, "btcusdt@trade", combined(data, "btcusdt@trade")))
    (trade,) = asking.since(name, 1, 10).trades[name]

    assert (trade.id, trade.first_id, trade.last_id, trade.told_price) == (5, 5, 5, data["p"])


def test_beyond_the_newest_there_is_nothing(asking: BinanceHistory) -> None:
    assert asking.since(NAME, FIRST + 1_000, 7).trades == {NAME: []}


@pytest.mark.parametrize(
    ("answer", "error"),
    [("429", TooMany), ("418", TooMany), ("html", Unavailable), ("invalid", Unavailable)],
)
def test_what_is_no_answer_says_so(
    exchange: Exchange, asking: BinanceHistory, answer: str, error: type[ApplicationError]
) -> None:
    exchange.rest.hinder(Fault(at=0, kind="rest", text=answer, count=1, retry_after=77))

    with pytest.raises(error) as refused:
        asking.since(NAME, FIRST, 7)
    if isinstance(refused.value, TooMany):
        assert refused.value.retry_after == 77


def test_after_a_ban_nothing_is_asked(exchange: Exchange, asking: BinanceHistory) -> None:
    exchange.rest.hinder(Fault(at=0, kind="rest", text="418", count=1, retry_after=77))
    with pytest.raises(TooMany):
        asking.since(NAME, FIRST, 7)
    asked = exchange.rest.asked

    with pytest.raises(TooMany):
        asking.since(NAME, FIRST, 7)
    assert exchange.rest.asked == asked


def test_a_market_that_is_not_there_is_no_empty_list(asking: BinanceHistory) -> None:
    with pytest.raises(Unavailable, match="-1121"):
        asking.since(("NOSUCH", Feed.AGGREGATES), 1, 7)


def test_nobody_at_that_address_is_no_answer() -> None:
    asking = BinanceHistory("http://127.0.0.1:9", TimeUnit.MILLISECONDS, timeout=1)

    with closing(asking), pytest.raises(Unavailable):
        asking.since(NAME, 1, 7)


@pytest.mark.parametrize("rest", ["", "exchange", "host:80", "ws://127.0.0.1", "https:///api"])
def test_what_is_no_address_of_rest_is_refused(rest: str) -> None:
    with pytest.raises(RestMalformed):
        BinanceHistory(rest, TimeUnit.MILLISECONDS)


def test_the_double_counts_weights_and_says_when_there_is_more() -> None:
    with Exchange([], budget=8) as exchange:
        for happening in RECORDING:
            exchange.ledger.add(happening)
        rest: RestServer = exchange.rest
        target = "/api/v3/aggTrades?symbol=BTCUSDT&fromId=1000"
        answers = [rest.answer(target) for _ in range(3)]

    statuses: list[Any] = [status for status, _, _ in answers]
    if statuses != [200, 200, 429]:  # a minute began in between
        assert statuses == [200, 200, 200]
        return
    assert [headers["X-MBX-USED-WEIGHT-1M"] for _, headers, _ in answers] == ["4", "8", "12"]
    assert 1 <= int(answers[2][1]["Retry-After"]) <= 61


def test_the_double_takes_subscriptions_and_cuts_who_sends_too_much(exchange: Exchange) -> None:
    with connect(f"{exchange.stream_url}/stream?streams=a@trade", proxy=None) as connection:
        connection.send('{"method":"SUBSCRIBE","params":["b@trade"],"id":1}')
        assert connection.recv() == '{"result": null, "id": 1}'
        connection.send('{"method":"LIST_SUBSCRIPTIONS","id":2}')
        assert connection.recv() == '{"result": ["a@trade", "b@trade"], "id": 2}'
        with suppress(ConnectionClosed):  # while it is written to, or read
            for _ in range(9):
                connection.send("{")
            for _ in connection:
                pass
        assert connection.close_code == 1008


def test_a_minute_may_have_more_coins_than_64_bits_hold() -> None:
    most = "92233720368.54775807"
    with Exchange([]) as exchange:
        for number in (1, 2):
            data, stream = an_aggregate(number, q=most), "btcusdt@aggTrade"
            exchange.ledger.add(Happening(0, stream, combined(data, stream)))
        with closing(BinanceHistory(exchange.rest_url, TimeUnit.MILLISECONDS)) as asking:
            (minute,) = asking.minutes(NAME, TIME * 1_000, (TIME + 60_000) * 1_000)

    assert minute.volume == 2 * (2**63 - 1)


def test_the_double_pings_again_while_no_pong_came() -> None:
    faults = [Fault(at=place, kind="ping", count=3) for place in (10, 20)]
    with (
        Exchange(RECORDING, faults) as exchange,
        connect(
            f"{exchange.stream_url}/stream?streams=btcusdt@aggTrade", proxy=None, max_queue=1
        ) as connection,  # who reads nothing answers no ping either
    ):
        assert exchange.finished.wait(60)
        told = [connection.recv(5) for _ in RECORDING]

    assert told == [one.frame.decode() for one in RECORDING]
