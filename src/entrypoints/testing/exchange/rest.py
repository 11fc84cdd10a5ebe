"""REST of the double: answers, weights, and what it is scripted to say instead."""

import json
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from entrypoints.testing.exchange.answers import WEIGHTS, Wrong, answered
from entrypoints.testing.exchange.faults import Fault
from entrypoints.testing.exchange.ledger import Ledger

LOOK_SECONDS: Final = 0.05
BUDGET: Final = 6_000
SHORT: Final = 3
HTML: Final = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
Answer = tuple[int, dict[str, str], bytes]


class RestServer:
    def __init__(self, ledger: Ledger, budget: int = BUDGET) -> None:
        self._ledger, self._budget = ledger, budget
        self._instead: deque[Fault] = deque()
        self._used = (0, 0)
        self._lock = Lock()
        self.asked = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def serve(self) -> None:
        self.server.serve_forever(LOOK_SECONDS)

    @property
    def used(self) -> int:
        """The weight of what was asked in this minute of the clock, or the last one with any."""
        return self._used[1]

    def hinder(self, fault: Fault) -> None:
        self._instead.extend([fault] * max(1, fault.count))

    def relent(self) -> None:
        """Answer every further question as it should be."""
        self._instead.clear()

    def answer(self, target: str) -> Answer:
        address = urlsplit(target)
        path = address.path.removeprefix("/api/v3/")
        with self._lock:
            self.asked += 1
            fault = self._instead.popleft() if self._instead else None
            used = self._use(WEIGHTS.get(path, 1))
        headers = {"X-MBX-USED-WEIGHT-1M": str(used)}
        if fault is None and used > self._budget:
            fault = Fault(at=0, kind="rest", text="429", retry_after=int(61 - time.time() % 60))
        if path not in WEIGHTS:
            return 404, headers, HTML
        return self._told(path, dict(parse_qsl(address.query)), headers, fault)

    def _use(self, weight: int) -> int:
        minute, used = self._used
        now = int(time.time() // 60)
        self._used = (now, weight + (used if now == minute else 0))
        return self._used[1]

    def _told(
        self, path: str, asked: dict[str, str], headers: dict[str, str], fault: Fault | None
    ) -> Answer:
        match fault.text if fault else "":
            case "429" | "418" as status:
                wait = {"Retry-After": str(fault.retry_after if fault else 0)}
                return int(status), headers | wait, _json(Wrong(-1003, "Too many requests.").told)
            case "html":
                return 502, headers, HTML
            case "empty":
                return 200, headers, b"[]"
            case "invalid":
                return 200, headers, b'[{"a":'
            case "short":
                asked = asked | {"limit": str(SHORT)}
        try:
            return 200, headers, _json(answered(self._ledger, path, asked))
        except Wrong as wrong:
            return 400, headers, _json(wrong.told)


def _json(told: Any) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode()


def _handler(rest: RestServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together

        def do_GET(self) -> None:
            status, headers, body = rest.answer(self.path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a double's log is nobody's."""

    return Handler
