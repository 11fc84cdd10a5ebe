"""An exchange that does nothing but send: frames made before, as fast as they are taken.

It is a process of its own, so that its CPU is not charged to who receives.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha1
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from socket import create_server, socket
from struct import pack
from threading import Lock, Thread

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""RFC 6455, 1.3."""
ANSWER = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: %s\r\n\r\n"
)
SHORT, PING, PONG = 126, 0x9, 0xA
AT_ONCE = 1_000
Make = Callable[[int], Iterable[bytes]]


@contextmanager
def poured(make: Make, many: int, *, made_before: bool = True) -> Iterator[str]:
    """Give the address: who connects is sent what `make(many)` makes, and then nothing."""
    ours, theirs = get_context("spawn").Pipe()
    given = {"made_before": made_before}
    process = get_context("spawn").Process(
        target=_pour, args=(theirs, make, many), kwargs=given, daemon=True
    )
    process.start()
    try:
        yield f"ws://127.0.0.1:{ours.recv()}"
    finally:
        process.kill()
        process.join()


def _pour(told: Connection, make: Make, many: int, *, made_before: bool) -> None:
    before = [*_parts(make(many))] if made_before else []
    with create_server(("127.0.0.1", 0)) as server:
        told.send(server.getsockname()[1])
        while True:
            connection, _ = server.accept()
            parts = before or _parts(make(many))
            Thread(target=_answer, args=(connection, parts), daemon=True).start()


def _parts(frames: Iterable[bytes]) -> Iterator[bytes]:
    framed = map(_framed, frames)
    while part := b"".join(islice(framed, AT_ONCE)):
        yield part


def _answer(connection: socket, parts: Iterable[bytes]) -> None:
    asked = b""
    try:
        while b"\r\n\r\n" not in asked:
            asked += connection.recv(4_096)
        told = dict(line.lower().split(b": ", 1) for line in asked.split(b"\r\n")[1:] if line)
        place = asked.lower().index(told[b"sec-websocket-key"])
        key = asked[place : place + len(told[b"sec-websocket-key"])]
        accepted = b64encode(sha1(key + GUID, usedforsecurity=False).digest())
        connection.sendall(ANSWER % accepted)
        turn = Lock()
        Thread(target=_pour_out, args=(connection, parts, turn), daemon=True).start()
        _answer_pings(connection, turn)
    except OSError:  # who received has left
        return
    finally:
        connection.close()


def _pour_out(connection: socket, parts: Iterable[bytes], turn: Lock) -> None:
    with suppress(OSError):  # who received has left
        for part in parts:
            with turn:
                connection.sendall(part)


def _answer_pings(connection: socket, turn: Lock) -> None:
    """Answer what a client asks in frames of less than 126 bytes, until it leaves."""
    came = connection.makefile("rb")
    while len(head := came.read(2)) == len(b"op"):
        mask, content = came.read(4), came.read(head[1] & 0x7F)
        if head[0] & 0xF == PING:
            told = bytes(one ^ mask[place % 4] for place, one in enumerate(content))
            with turn:
                connection.sendall(bytes([0x80 | PONG, len(told)]) + told)


def _framed(content: bytes) -> bytes:
    """Return a text message as a server sends it, of at least 126 bytes and below 64 KiB."""
    return pack("!BBH", 0x81, SHORT, len(content)) + content
