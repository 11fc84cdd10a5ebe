"""A threaded HTTP server that does what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
import select
import socket
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread, current_thread
from typing import Any, ClassVar, Self

from support.behaviours import Answer, Behaviour, Die, Fail, Raw, Refuse, Reply, Say, Stall, Stop

TICK = 0.01
THREADS = "scripted-server"
"""What the names of all its threads begin with, so that a test can leave them out of its count."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked; the names of headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


class Refused(Exception):
    """The request does not follow the protocol."""

    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status, self.message, self.more = status, message, more


@dataclass
class ScriptedServer:
    """A context manager; behaviours are used up in order, and the last one stays."""

    behaviours: list[Behaviour]
    requests: list[Request] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    hung_up: Event = field(default_factory=Event)
    stopping: Event = field(default_factory=Event)
    handler: ClassVar[type[Handler]]

    def __enter__(self) -> Self:
        self._http = _Http(("127.0.0.1", 0), self.handler)
        self._http.script = self
        serve = self._http.serve_forever
        self._thread = Thread(target=serve, args=(TICK,), name=THREADS, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def next(self) -> Behaviour:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True
    script: ScriptedServer

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        current_thread().name = f"{THREADS}-request"
        super().process_request_thread(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Take a client that hung up for what it is."""
        self.script.hung_up.set()


class Handler(BaseHTTPRequestHandler):
    """Reads one request strictly and carries out the next behaviour."""

    protocol_version = "HTTP/1.1"
    server: _Http
    stream_type: ClassVar[str]

    def answer(self, body: Any) -> Behaviour:
        """Hold the request against the protocol; raises Refused."""
        raise NotImplementedError

    def chunk(self, piece: str) -> bytes:
        raise NotImplementedError

    def opening(self) -> bytes:
        return b""

    def closing(self) -> bytes:
        raise NotImplementedError

    def failing(self, message: str) -> bytes:
        raise NotImplementedError

    def refusal(self, refused: Refused) -> Any:
        raise NotImplementedError

    def whole(self, reply: Reply) -> Any:
        """Return the answer to who asked for no stream."""
        raise NotImplementedError

    @property
    def script(self) -> ScriptedServer:
        return self.server.script

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        self._respond()

    def do_PUT(self) -> None:
        self._respond()

    def do_DELETE(self) -> None:
        self._respond()

    def _respond(self) -> None:
        self.close_connection = True
        try:
            body = self._body()
            self.script.requests.append(
                Request(self.command, self.path, _lowered(self.headers), body)
            )
            behaviour = self.answer(body)
        except Refused as refused:
            self.script.refusals.append(str(refused))
            self._send_json(refused.status, json.dumps(self.refusal(refused)))
        else:
            self._perform(behaviour)

    def _body(self) -> Any:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command != "POST":
            return None
        if self.headers.get_content_type() != "application/json":
            raise Refused(415, "the body must be application/json")
        try:
            return json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
        except ValueError as error:
            raise Refused(400, f"invalid JSON: {error}") from error

    def _perform(self, behaviour: Behaviour) -> None:
        match behaviour:
            case Refuse(status, message):
                self._send_json(status, json.dumps(self.refusal(Refused(status, message))))
            case Reply():
                self._send_json(200, json.dumps(self.whole(behaviour)))
            case Answer(text):
                self._send_json(200, text)
            case Stall(at_all=False):
                self._wait()
            case _:
                self._stream(behaviour)

    def _stream(self, behaviour: Say | Stall | Die | Stop | Raw | Fail) -> None:
        self.send_response(200)
        self.send_header("Content-Type", self.stream_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._send(self.opening())
        for piece in behaviour.pieces:
            if isinstance(behaviour, Say) and self.script.stopping.wait(behaviour.seconds):
                return
            self._send(self.chunk(piece))
        match behaviour:
            case Stall():
                self._wait()
                return
            case Die():
                self._reset()
                return
            case Say():
                self._send(self.closing())
            case Raw(bytes=data):
                self._send(data)
            case Fail(message=message):
                self._send(self.failing(message))
        self.wfile.write(b"0\r\n\r\n")

    def _send(self, data: bytes) -> None:
        if data:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.wfile.flush()

    def _send_json(self, status: int, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def _wait(self) -> None:
        """Say nothing until the client hangs up or the test is over."""
        while not self.script.stopping.is_set():
            readable, _, _ = select.select([self.connection], [], [], TICK)
            if readable:
                with suppress(OSError):
                    if self.connection.recv(1):
                        continue
                self.script.hung_up.set()
                return

    def _reset(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()


def expect(kind: Any, value: object, name: str) -> None:
    """Raise Refused unless the value is of that kind; a bool is no number."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Refused(400, f"{name} has the wrong type: {type(value).__name__}")


def not_streamed(behaviour: Behaviour) -> Behaviour:
    """Return what can be answered where no stream is asked for; raises Refused."""
    if isinstance(behaviour, Reply | Answer | Refuse) or behaviour == Stall(at_all=False):
        return behaviour
    raise Refused(400, "this double only streams")


def only(known: Iterator[str] | Sequence[str], value: dict[str, Any], name: str) -> None:
    unknown = value.keys() - set(known)
    if unknown:
        raise Refused(400, f"unknown fields in {name}: {', '.join(sorted(unknown))}")


def _lowered(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
