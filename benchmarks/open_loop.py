"""Requests at a fixed rate, whether or not answers keep up; a process of its own.

A request that finds no connection free waits, and its time counts from when it was due: a slow
answer is felt by all that come behind it, as it would be by people.
"""

import json
import selectors
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import Any

from benchmarks.load_generator import PATIENCE_SECONDS, Line
from benchmarks.timing import percentile

GOOD = b"HTTP/1.1 200 "
CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Schedule:
    """`requests` are sent in turn, whole, each as bytes in latin-1."""

    port: int
    requests: Sequence[str]
    per_second: float
    seconds: float


@dataclass(slots=True)
class Sender:
    schedule: Schedule
    selector: selectors.BaseSelector
    idle: deque[Line] = field(default_factory=deque)
    waiting: deque[tuple[float, bytes]] = field(default_factory=deque)
    took: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Send each request when it is due, and wait until the last is answered."""
        began = perf_counter()
        for number, request in enumerate(self._requests()):
            due = began + number / self.schedule.per_second
            while (left := due - perf_counter()) > 0:
                self._receive(left)
            self.waiting.append((due, request))
            self._send()
        until = perf_counter() + PATIENCE_SECONDS
        while len(self.took) + len(self.refused) < self._count and perf_counter() < until:
            self._receive(until - perf_counter())

    @property
    def _count(self) -> int:
        return int(self.schedule.per_second * self.schedule.seconds)

    def _requests(self) -> Iterator[bytes]:
        made = [one.encode("latin-1") for one in self.schedule.requests]
        for number in range(self._count):
            yield made[number % len(made)]

    def _send(self) -> None:
        while self.waiting and self.idle:
            due, request = self.waiting.popleft()
            line = self.idle.pop()
            line.send(request)
            line.began = due

    def _receive(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            line: Line = key.data
            answer = line.receive()
            if answer is None:
                continue
            self.took.append(1000 * (perf_counter() - line.began))
            if not answer.startswith(GOOD):
                self.took.pop()
                self.refused.append(answer[:500].decode(errors="replace"))
            self.idle.append(line)
            self._send()


def sent(schedule: Schedule) -> dict[str, Any]:
    """Run it in a process of its own; returns milliseconds, and an answer that was no 200."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.open_loop"],
        input=json.dumps(asdict(schedule)).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _told(schedule: Schedule) -> dict[str, Any]:
    with selectors.DefaultSelector() as selector:
        sender = Sender(schedule, selector)
        for _ in range(CONNECTIONS):
            line = Line(socket.create_connection(("127.0.0.1", schedule.port), PATIENCE_SECONDS))
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(line.socket, selectors.EVENT_READ, line)
            sender.idle.append(line)
        sender.run()
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return {
        "answered": len(sender.took),
        "refused": sender.refused[:1],
        **{f"p{share}_ms": percentile(sender.took, share / 100) for share in (50, 95, 99)},
    }


if __name__ == "__main__":
    print(json.dumps(_told(Schedule(**json.load(sys.stdin)))))
