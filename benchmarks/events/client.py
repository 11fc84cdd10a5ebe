"""A sender of events, a process of its own: every event has an id of its own.

`python -m benchmarks.events.client JSON`: the members of `Sending`.
"""

import json
import selectors
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import count
from time import perf_counter
from typing import Any

from benchmarks.load import Load
from benchmarks.load_generator import PATIENCE_SECONDS, Line, connected

EVENT = (
    b'{"id":"%(prefix)b-%(number)d","source":"bench","type":"order.paid","key":"k-%(key)d",'
    b'"occurred_at":"2026-05-04T11:30:00Z","data":{"order":%(number)d,"total":"19.90",'
    b'"currency":"EUR","items":[{"sku":"LAMP-7","quantity":2}],'
    b'"note":"as agreed, by the west door"}}'
)
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    "Content-Length: "
)
KEYS = 1_000


@dataclass(slots=True)
class Sending:
    """`size` events in a request: one by itself, or a list."""

    port: int
    path: str
    size: int = 1
    connections: int = 32
    seconds: float = 3.0
    prefix: str = "e"
    accepted: int = 0
    refused: int = 0
    example: str = ""
    latencies: list[float] = field(default_factory=list)

    def requests(self) -> Iterator[bytes]:
        head = HEAD.format(path=self.path, port=self.port).encode()
        prefix = self.prefix.encode()
        for number in count(0, self.size):
            events = [
                EVENT % {b"prefix": prefix, b"number": one, b"key": one % KEYS}
                for one in range(number, number + self.size)
            ]
            body = events[0] if self.size == 1 else b"[%b]" % b",".join(events)
            yield b"%b%d\r\n\r\n%b" % (head, len(body), body)

    def run(self) -> dict[str, Any]:
        """Send until the time is over, and read what is still owed."""
        made = self.requests()
        with selectors.DefaultSelector() as selector:
            load = Load(self.port, self.path, "")
            lines = [connected(load, selector) for _ in range(self.connections)]
            began = perf_counter()
            for line in lines:
                line.send(next(made))
            owed = len(lines)
            while owed:
                for key, _ in selector.select(PATIENCE_SECONDS):
                    owed -= self._over(key.data, made, began + self.seconds)
            seconds = perf_counter() - began
        return self._report(seconds)

    def _over(self, line: Line, made: Iterator[bytes], until: float) -> bool:
        answer = line.receive()
        if answer is None:
            return False
        now = perf_counter()
        self.latencies.append(now - line.began)
        if answer.startswith(b"HTTP/1.1 202 "):
            self.accepted += self.size
        else:
            self.refused += 1
            self.example = answer[:300].decode(errors="replace")
        if now < until:
            line.send(next(made))
        return now >= until

    def _report(self, seconds: float) -> dict[str, Any]:
        ranked = sorted(self.latencies)
        told = asdict(self)
        del told["latencies"]
        return told | {
            "took": seconds,
            "per_second": self.accepted / seconds,
            "p50_ms": 1000 * ranked[len(ranked) // 2],
            "p95_ms": 1000 * ranked[int(len(ranked) * 0.95)],
        }


if __name__ == "__main__":
    print(json.dumps(Sending(**json.loads(sys.argv[1])).run()))
