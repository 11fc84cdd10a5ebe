"""Many markets in one connection."""

import time
from contextlib import closing
from threading import Event, Thread

import pytest
from websockets.sync.server import ServerConnection, serve

from adapters.ticks.binance import link as link_module
from adapters.ticks.binance import stream
from adapters.ticks.binance.inbox import Inbox
from adapters.ticks.binance.link import IN_ADDRESS, Link
from adapters.ticks.binance.names import stream_of
from adapters.ticks.binance.pacing import Backoff
from adapters.ticks.binance.pulse import Alive
from adapters.ticks.binance.stream import MOST_STREAMS, BinanceStream, TooManyMarkets
from application.ticks.feed import Name
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit
from entrypoints.testing.exchange import Exchange
from support.frames import an_aggregate, raw

PATIENCE = 60


def names(count: int) -> list[Name]:
    return [(f"COIN{number:04}", Feed.AGGREGATES) for number in range(count)]


def test_more_streams_than_an_address_holds_are_subscribed_to_slowly() -> None:
    many = names(MOST_STREAMS)
    with Exchange([]) as exchange, closing(BinanceStream(exchange.stream_url)) as stream:
        stream.follow(many)
        wanted, ends, answers = {stream_of(one) for one in many}, time.monotonic() + PATIENCE, 0
        while not any(one.streams == wanted for one in exchange.connections.live()):
            assert time.monotonic() < ends
            answers += sum(one.kind == "answer" for one in stream.take(0.1).controls)
        while answers < 5:
            assert time.monotonic() < ends
            answers += sum(one.kind == "answer" for one in stream.take(0.1).controls)


def test_a_subscription_that_is_refused_ends_the_connection() -> None:
    def refuse(server: ServerConnection) -> None:
        server.recv()
        server.send('{"error": {"code": 2, "msg": "Invalid request"}, "id": 1}')
        server.wait_closed(PATIENCE)

    inbox, streams = Inbox(), [stream_of(one) for one in names(IN_ADDRESS + 1)]
    with serve(refuse, "127.0.0.1", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        link = Link(url, streams, TimeUnit.MILLISECONDS, inbox, PATIENCE)
        link.start()
        assert link.is_over.wait(PATIENCE / 2)
        server.shutdown()
    assert not [one for one in inbox.take(0, 1_000) if isinstance(one, Alive)]


def test_streams_that_are_always_refused_are_tried_ever_less_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also while another connection brings something."""
    trade = raw({"stream": "coin0000@aggTrade", "data": an_aggregate(s="COIN0000")}).decode()

    def answer(server: ServerConnection) -> None:
        server.send(trade)
        is_good = "coin0001" not in (server.request.path if server.request else "")
        while is_good:
            server.send(trade)
            time.sleep(0.02)
        server.recv()
        server.send('{"error": {"code": 2, "msg": "Invalid request"}, "id": 1}')
        server.wait_closed(PATIENCE)

    ceilings, controls = list[float](), list[str]()

    def draw(least: float, most: float) -> float:
        ceilings.append(most)
        return least

    monkeypatch.setattr(link_module, "MESSAGE_SECONDS", 0)
    with serve(answer, "127.0.0.1", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        with closing(BinanceStream(url, backoff=Backoff(draw=draw))) as stream:
            ends = time.monotonic() + PATIENCE
            for many, tries in ((1, 1), (IN_ADDRESS + 1, 8)):
                stream.follow(names(many))
                while len(ceilings) < tries or not stream.take(0.1).trades:
                    assert time.monotonic() < ends
            while controls.count("refused") < 2:
                controls += [one.kind for one in stream.take(0.1).controls]
                assert time.monotonic() < ends
        server.shutdown()
    assert ceilings[2:8] == [0.2 * 2**one for one in range(1, 7)]
    assert "cut" not in controls


def test_a_connection_that_is_made_while_the_stream_is_closed_is_closed_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Made:
        """A connection that is made just as the stream is closed."""

        def __init__(self, *_: object) -> None:
            self.is_over, self.closed = Event(), Event()
            all_made.append(self)
            source.close()

        def start(self) -> None: ...

        def close(self) -> None:
            self.closed.set()

    all_made = list[Made]()
    source = BinanceStream("ws://127.0.0.1:9")
    monkeypatch.setattr(stream, "Link", Made)
    source.follow(names(1))
    ends = time.monotonic() + PATIENCE
    while not all_made or not all_made[0].closed.wait(0.1):
        assert time.monotonic() < ends


def test_one_connection_has_no_more_streams_than_the_exchange_allows() -> None:
    stream = BinanceStream("ws://127.0.0.1:9")

    with closing(stream), pytest.raises(TooManyMarkets):
        stream.follow(names(MOST_STREAMS + 1))


def test_who_follows_nothing_is_not_connected() -> None:
    with Exchange([]) as exchange, closing(BinanceStream(exchange.stream_url)) as stream:
        stream.follow(names(1))
        ends = time.monotonic() + PATIENCE
        while not exchange.connections.live():
            assert time.monotonic() < ends
            stream.take(0.05)
        stream.follow([])
        while exchange.connections.live():
            assert time.monotonic() < ends
            stream.take(0.05)
