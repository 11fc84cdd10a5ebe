"""One keep-alive connection to a server of ours, at as little of the client's own time as may be.

httpx takes longer to send a request than a server takes for a short one.
"""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from http.client import HTTPConnection
from types import TracebackType
from typing import Any

HOST, PATIENCE_SECONDS = "127.0.0.1", 60.0
JSON = {"Content-Type": "application/json"}
Headers = Mapping[str, str]
PLAIN: Headers = {}


class Line(AbstractContextManager["Line"]):
    def __init__(self, port: int) -> None:
        self._held = HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)

    def get(self, path: str, headers: Headers = PLAIN, *, expected: int = 200) -> Any:
        return self._asked("GET", path, None, headers, expected)

    def post(self, path: str, body: Any, headers: Headers = JSON, *, expected: int = 201) -> Any:
        """Send the bytes as they are, or anything else as JSON."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._asked("POST", path, sent, headers, expected)

    def _asked(
        self, method: str, path: str, body: bytes | None, headers: Headers, expected: int
    ) -> Any:
        """Return what the JSON says; raises AssertionError if another status is told."""
        self._held.request(method, path, body, dict(headers))
        answer = self._held.getresponse()
        read = answer.read()
        if answer.status != expected:
            raise AssertionError(f"{path}: {answer.status} {read.decode(errors='replace')}")
        return json.loads(read) if read else None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._held.close()
