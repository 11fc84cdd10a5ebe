"""Names that are not found, certificates that are none, black holes, and clocks that are set."""

import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from injector import Injector
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from adapters.ticks.binance import pulse
from adapters.ticks.binance.pacing import Backoff
from adapters.ticks.binance.rest import BinanceHistory
from adapters.ticks.binance.stream import BinanceStream
from application.errors import Unavailable
from application.ticks.ports import AskedTrades, Incidents, Markets
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit
from entrypoints.testing.exchange import Exchange, Fault, Happening
from entrypoints.workers.collecting import Collector
from support.collecting import assert_all_is_kept, collected, collecting, held
from support.frames import combined
from support.recordings import SYMBOLS, a_recording, told
from support.tcp_pass import tcp_pass
from support.worlds import world_on

RECORDING = a_recording()
NAME = ("BTCUSDT", Feed.AGGREGATES)
HOUR = 3_600
PATIENCE = 60


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Injector]:
    with world_on("memory:", tmp_path) as world:
        yield world


def collect(collector: Collector, until: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not until() and time.monotonic() < ends:
        collector.step()
    assert until()


def receive(collector: Collector, many: int) -> None:
    collect(collector, lambda: collector.account.received > many)


def details(world: Injector) -> str:
    return " ".join(one.detail for _, one in world.get(Incidents).newest(None, 99))


def test_a_name_that_is_not_found_is_looked_up_again(
    memory: Injector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, failures = socket.getaddrinfo, [5]

    def look_up(*given: Any, **more: Any) -> Any:
        if failures[0] > 0:
            failures[0] -= 1
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return found(*given, **more)

    with Exchange(RECORDING) as exchange:
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        with collecting(memory, exchange, tmp_path) as collector:
            assert collected(collector, exchange) == 0
    assert failures == [0]
    assert collector.account.cuts > 0
    assert_all_is_kept(memory, RECORDING)
    assert "name resolution" in details(memory)


def test_a_name_that_rest_does_not_find_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", lost)
    history = BinanceHistory("http://127.0.0.1:1", TimeUnit.MILLISECONDS, timeout=5)
    with pytest.raises(Unavailable, match="not known"):
        history.since(NAME, 1, 7)
    history.close()


def test_who_speaks_no_tls_is_left_and_tried_again(memory: Injector, tmp_path: Path) -> None:
    with Exchange(RECORDING) as exchange:
        secured = exchange.stream_url.replace("ws:", "wss:")
        with collecting(memory, exchange, tmp_path, source=secured) as collector:
            collect(collector, lambda: collector.account.cuts >= 2)
    assert collector.account.received == 0
    assert "SSL" in details(memory)


def test_rest_that_speaks_no_tls_is_no_answer() -> None:
    with Exchange(RECORDING) as exchange:
        secured = exchange.rest_url.replace("http:", "https:")
        history = BinanceHistory(secured, TimeUnit.MILLISECONDS, timeout=5)
        with pytest.raises(Unavailable, match="SSL"):
            history.since(NAME, 1, 7)
        history.close()


def test_a_black_hole_without_a_word_is_left_for_another_connection(
    memory: Injector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "PING_SECONDS", 0.1)
    with Exchange(RECORDING, speed=1) as exchange:
        port = urlsplit(exchange.stream_url).port
        assert port is not None
        with (
            tcp_pass(port) as passing,
            collecting(
                memory, exchange, tmp_path, source=f"ws://127.0.0.1:{passing.port}"
            ) as collector,
        ):
            for many in (50, 120):
                receive(collector, many)
                passing.swallow()
            assert collected(collector, exchange) == 0
            assert passing.passed >= 3
    assert collector.account.filled > 0
    assert_all_is_kept(memory, RECORDING)


@pytest.mark.parametrize("step", [HOUR, -HOUR, 1], ids=["forward", "back", "a leap second"])
def test_a_clock_that_is_set_changes_no_trade_and_claims_nothing(
    memory: Injector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    ahead = [0]
    day, nanoseconds = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: day() + ahead[0])
    monkeypatch.setattr(time, "time_ns", lambda: nanoseconds() + ahead[0] * 10**9)
    faults = [Fault(at=at, kind="cut", count=10) for at in (120, 220)]
    with (
        Exchange(RECORDING, faults, speed=2) as exchange,
        collecting(memory, exchange, tmp_path) as collector,
    ):
        for many in (50, 150):
            receive(collector, many)
            ahead[0] += step
        assert collected(collector, exchange) == 0
    assert_all_is_kept(memory, RECORDING)
    for symbol in SYMBOLS:
        market = memory.get(Markets).opened(symbol, Feed.AGGREGATES)
        (span,) = memory.get(AskedTrades).spans(market.id)
        assert span.known_until - span.until < PATIENCE * 10**6


def test_times_that_go_backwards_cost_no_trade(memory: Injector, tmp_path: Path) -> None:
    backwards = [
        _at(one, one.data["T"] - (5_000 if place % 7 == 3 else 0))
        for place, one in enumerate(RECORDING)
    ]
    with (
        Exchange(backwards) as exchange,
        collecting(memory, exchange, tmp_path) as collector,
    ):
        assert collected(collector, exchange) == 0
    for symbol in SYMBOLS:
        assert held(memory, symbol) == told(backwards, symbol)
    assert collector.account.mismatches == 0


def _at(one: Happening, made: int) -> Happening:
    data = {**one.data, "T": made, "E": made - 1}
    return replace(one, frame=combined(data, one.stream))


def test_a_binary_frame_is_read_as_any_other(memory: Injector, tmp_path: Path) -> None:
    with (
        Exchange(RECORDING, speed=2) as exchange,
        collecting(memory, exchange, tmp_path) as collector,
    ):
        receive(collector, 20)
        for follower in exchange.connections.live():
            exchange.connections.tell(follower, partial(follower.connection.send, b"\xff\x00{"))
        assert collected(collector, exchange) == 0
    assert collector.account.refused == 1
    assert_all_is_kept(memory, RECORDING)


@pytest.mark.parametrize("status", [429, 418])
@pytest.mark.parametrize(("told", "connects"), [("1000", False), ("1", True)])
def test_who_bans_connections_is_left_alone_for_as_long_as_it_says(
    status: int, told: str, connects: bool
) -> None:
    asked = list[float]()

    def refuse(connection: ServerConnection, _: Request) -> Response:
        asked.append(time.monotonic())
        response = connection.respond(HTTPStatus(status), "")
        response.headers["Retry-After"] = told
        return response

    with serve(lambda _: None, "127.0.0.1", 0, process_request=refuse) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        stream = BinanceStream(address, backoff=Backoff(draw=lambda *_: 0.0))
        stream.follow([NAME])
        heard = list[str]()
        ends = time.monotonic() + (PATIENCE if connects else 2)
        while time.monotonic() < ends and len(asked) < 2:
            heard += [one.detail for one in stream.take(0.05).controls]
        stream.close()
        server.shutdown()

    assert str(status) in heard[0]
    assert (len(asked) > 1) == connects
    assert all(later - before >= 1 for before, later in pairwise(asked))
