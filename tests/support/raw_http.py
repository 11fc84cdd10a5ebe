"""HTTP/1.1 as it goes over the wire, for what no client library lets one send."""

import json
import socket
from dataclasses import dataclass
from typing import Any

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What a server answered: its statuses in order, the first body, and whether it hung up."""

    statuses: tuple[int, ...]
    body: bytes
    closed: bool

    @property
    def status(self) -> int:
        return self.statuses[0]

    @property
    def code(self) -> str:
        """Return a problem's code; empty where the server itself refused, without a body."""
        return str(json.loads(self.body)["code"]) if self.body else ""

    @property
    def results(self) -> list[Any]:
        found: list[Any] = json.loads(self.body)["results"]
        return found


def head(*lines: str, path: str = "/api/v1/events", method: str = "POST") -> bytes:
    """Return a request up to its body."""
    told = (f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *lines, "", "")
    return "\r\n".join(told).encode("latin-1")


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def say(port: int, data: bytes, *, hang_up: bool = False, wait: bool = False) -> Heard:
    """Send these bytes; with `hang_up` say no more, with `wait` listen until the server does."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as wire:
        wire.sendall(data)
        if hang_up:
            wire.shutdown(socket.SHUT_WR)
        heard, closed = b"", False
        while not closed and (wait or hang_up or not _whole(heard)):
            try:
                more = wire.recv(65_536)
            except ConnectionResetError:
                more = b""
            heard, closed = heard + more, not more
    return _heard(heard, closed=closed)


def _whole(heard: bytes) -> bool:
    top, end, body = heard.partition(b"\r\n\r\n")
    return bool(end) and len(body) >= _length(top)


def _length(top: bytes) -> int:
    lines = [line.partition(b":") for line in top.lower().split(b"\r\n")[1:]]
    return next((int(value) for name, _, value in lines if name == b"content-length"), 0)


def _heard(heard: bytes, *, closed: bool) -> Heard:
    statuses, bodies = [], []
    while heard:
        top, _, rest = heard.partition(b"\r\n\r\n")
        statuses.append(int(top.split(b" ")[1]))
        bodies.append(rest[: _length(top)])
        heard = rest[_length(top) :]
    return Heard(tuple(statuses), bodies[0] if bodies else b"", closed)
