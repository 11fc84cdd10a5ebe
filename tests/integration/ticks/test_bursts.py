"""Messages of a connection that are handed over together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic, sleep
from typing import cast

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve

from adapters.ticks.binance import pulse
from adapters.ticks.binance.batches import Burst
from adapters.ticks.binance.bursts import BurstConnection
from adapters.ticks.binance.inbox import Inbox
from adapters.ticks.binance.link import Link
from adapters.ticks.binance.messages import Content
from domain.ticks.moments import TimeUnit

PATIENCE = 60
Told = Callable[[ServerConnection], None]


@contextmanager
def connected(
    tell: Told, max_queue: int = 1_024, max_size: int = 1 << 20
) -> Iterator[BurstConnection]:
    with serve(tell, "127.0.0.1", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        with connect(
            url, proxy=None, max_queue=max_queue, max_size=max_size, compression=None,
            create_connection=BurstConnection, close_timeout=1,
        ) as connection:  # fmt: skip
            yield cast("BurstConnection", connection)
        server.shutdown()


class Late(Thread):
    """A reader that hands over a message only while it is waited for."""

    def __init__(self, connection: BurstConnection, message: bytes) -> None:
        super().__init__()
        self._connection, self._messages = connection, [message]

    def join(self, timeout: float | None = None) -> None:
        while self._messages:
            self._connection._came.put([self._messages.pop()])


def all_of(connection: BurstConnection) -> list[Content]:
    """Return what comes until the connection ends."""
    found: list[Content] = []
    try:
        while True:
            found += connection.recv_all(PATIENCE)
    except ConnectionClosed:
        return found


def test_every_message_comes_once_in_its_order_and_then_the_end() -> None:
    many = [str(number).encode() for number in range(20_000)]

    def tell(server: ServerConnection) -> None:
        for one in many:
            server.send(one.decode() if one.endswith(b"7") else one)
        server.close(1012, "again")

    with connected(tell) as connection:
        assert all_of(connection) == many
        with pytest.raises(ConnectionClosed) as ended:
            connection.recv_all(0)
        assert ended.value.rcvd is not None
        assert (ended.value.rcvd.code, ended.value.rcvd.reason) == (1012, "again")


def test_parts_of_a_message_are_one_with_pings_between_them() -> None:
    def parts(server: ServerConnection) -> Iterator[str]:
        yield "a"
        server.ping("between")
        yield ""
        yield "bc"

    def tell(server: ServerConnection) -> None:
        server.send("before")
        server.send(parts(server))
        server.send("")
        server.send(b"after")

    with connected(tell) as connection:
        assert all_of(connection) == [b"before", b"abc", b"", b"after"]


def test_a_message_that_is_too_long_ends_the_connection_after_those_before_it() -> None:
    def tell(server: ServerConnection) -> None:
        server.send("before")
        server.send("x" * 2_000)
        server.wait_closed(PATIENCE)

    with connected(tell, max_size=1_000) as connection:
        assert all_of(connection) == [b"before"]
        with pytest.raises(ConnectionClosed) as ended:
            connection.recv_all(0)
        assert ended.value.sent is not None
        assert ended.value.sent.code == 1009


def test_nothing_in_time_is_a_timeout_and_what_comes_later_is_there() -> None:
    go_on, told = Event(), Event()

    def tell(server: ServerConnection) -> None:
        go_on.wait(PATIENCE)
        server.send("late")
        told.wait(PATIENCE)

    with connected(tell) as connection:
        with pytest.raises(TimeoutError):
            connection.recv_all(0)
        go_on.set()
        assert connection.recv_all(PATIENCE) == [b"late"]
        told.set()


def test_what_is_not_taken_stays_with_the_one_who_tells() -> None:
    many, whole = 4_000, "x" * 10_000
    sent = []

    def tell(server: ServerConnection) -> None:
        for number in range(many):
            server.send(f"{number} {whole}")
            sent.append(number)

    with connected(tell, max_queue=10) as connection:
        wait_until_it_stands(sent)
        assert len(sent) < many
        assert connection.untaken() <= 10 + (65_536 // len(whole)) + 1
        found = [int(one.split()[0]) for one in all_of(connection)]
        assert found == [*range(many)]


def test_what_came_before_a_ping_finds_the_connection_ended_is_handed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on, ping = Event(), BurstConnection.ping

    def tell(server: ServerConnection) -> None:
        go_on.wait(PATIENCE)
        server.send("last words")

    def too_late(connection: BurstConnection) -> Event:
        go_on.set()
        connection.recv_events_thread.join(PATIENCE)
        return ping(connection)

    monkeypatch.setattr(BurstConnection, "ping", too_late)
    monkeypatch.setattr(pulse, "PING_SECONDS", 0)
    inbox = Inbox()
    with serve(tell, "127.0.0.1", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        link = Link(url, ["btcusdt@trade"], TimeUnit.MILLISECONDS, inbox, PATIENCE)
        link.start()
        assert link.is_over.wait(PATIENCE)
        server.shutdown()
    bursts = [one for one in inbox.take(0, 100) if isinstance(one, Burst)]
    assert [one.contents for one in bursts] == [[b"last words"]]


def test_what_comes_after_another_thread_closed_is_handed_over() -> None:
    def tell(server: ServerConnection) -> None:
        server.wait_closed(PATIENCE)

    with connected(tell) as connection:
        connection.close()
        reader = connection.recv_events_thread
        reader.join(PATIENCE)
        connection.recv_events_thread = Late(connection, b"last")
        assert connection.recv_all(0) == [b"last"]
        with pytest.raises(ConnectionClosed):
            connection.recv_all(0)


def test_who_leaves_without_taking_is_not_held_up() -> None:
    sent: list[int] = []

    def tell(server: ServerConnection) -> None:
        try:
            for number in range(4_000):
                server.send("x" * 10_000)
                sent.append(number)
        except ConnectionClosed:
            pass

    with connected(tell, max_queue=10) as connection:
        wait_until_it_stands(sent)
    connection.recv_events_thread.join(PATIENCE)
    assert not connection.recv_events_thread.is_alive()


def wait_until_it_stands(growing: list[int]) -> None:
    """Wait until it has not grown for half a second."""
    until, before = monotonic() + PATIENCE, -1
    while before != len(growing) and monotonic() < until:
        before = len(growing)
        sleep(0.5)
    assert monotonic() < until
