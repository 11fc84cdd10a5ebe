"""An exchange that does nothing but send: frames made before, as fast as they are taken.

It is a process of its own, so that its CPU is not charged to who receives.
"""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha1
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from socket import create_server, socket
from struct import pack
from threading import Thread

from benchmarks.ticks import made_up_frames

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""RFC 6455, 1.3."""
ANSWER = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: %s\r\n\r\n"
)
SHORT = 126
AT_ONCE = 1_000


@contextmanager
def poured(many: int) -> Iterator[str]:
    """Give the address: who connects is sent so many frames, and then nothing."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_pour, args=(theirs, many), daemon=True)
    process.start()
    try:
        yield f"ws://127.0.0.1:{ours.recv()}"
    finally:
        process.kill()
        process.join()


def _pour(told: Connection, many: int) -> None:
    frames = map(_framed, made_up_frames.frames(many))
    parts = [b"".join(islice(frames, AT_ONCE)) for _ in range(-(-many // AT_ONCE))]
    with create_server(("127.0.0.1", 0)) as server:
        told.send(server.getsockname()[1])
        while True:
            connection, _ = server.accept()
            Thread(target=_answer, args=(connection, parts), daemon=True).start()


def _answer(connection: socket, parts: list[bytes]) -> None:
    asked = b""
    try:
        while b"\r\n\r\n" not in asked:
            asked += connection.recv(4_096)
        told = dict(line.lower().split(b": ", 1) for line in asked.split(b"\r\n")[1:] if line)
        place = asked.lower().index(told[b"sec-websocket-key"])
        key = asked[place : place + len(told[b"sec-websocket-key"])]
        accepted = b64encode(sha1(key + GUID, usedforsecurity=False).digest())
        connection.sendall(ANSWER % accepted)
        for part in parts:
            connection.sendall(part)
        while connection.recv(4_096):
            pass
    except OSError:  # who received has left
        return
    finally:
        connection.close()


def _framed(content: bytes) -> bytes:
    """Return a text message as a server sends it, of at least 126 bytes and below 64 KiB."""
    return pack("!BBH", 0x81, SHORT, len(content)) + content
