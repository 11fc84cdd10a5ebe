"""Plays a plan to whoever is connected, at a speed."""

import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from typing import assert_never

from entrypoints.testing.exchange.connections import Connections, Follower
from entrypoints.testing.exchange.faults import Fault
from entrypoints.testing.exchange.ledger import Ledger
from entrypoints.testing.exchange.plan import Do, Happen, Send, Step

LONGEST_PAUSE = 0.05


class Player:
    """`speed` 0 is as fast as it goes. Nothing happens while nobody is connected."""

    def __init__(
        self, connections: Connections, ledger: Ledger, hinder: Callable[[Fault], None]
    ) -> None:
        self._connections, self._ledger, self._hinder = connections, ledger, hinder
        self._noticed: list[Follower] = []
        self._began = self._first = 0.0
        self._pings = count()

    def play(self, steps: Iterable[Step], speed: float, is_over: Callable[[], bool]) -> None:
        for step in steps:
            if is_over():
                return
            match step:
                case Happen():
                    self._pace(step, speed, is_over)
                    self._ledger.add(step.what)
                case Send():
                    self._send(step)
                case Do():
                    self._do(step.fault)
                case _:
                    assert_never(step)

    def _pace(self, step: Happen, speed: float, is_over: Callable[[], bool]) -> None:
        if not speed:
            return
        if not self._began or not step.is_paced:
            self._began, self._first = time.monotonic(), step.what.at
        due = self._began + (step.what.at - self._first) / speed
        while (left := due - time.monotonic()) > 0 and not is_over():
            time.sleep(min(left, LONGEST_PAUSE))

    def _send(self, step: Send) -> None:
        if not self._connections.live():
            self._began = 0.0  # the recording's clock stands while nobody is there
            if not self._connections.wait():
                return
        if b"serverShutdown" in step.frame:
            self._noticed = [*self._connections.live()]
        for follower in self._connections.live():
            if follower.follows(step.stream):
                told = step.frame if follower.is_combined else _payload(step.frame)
                send = partial(follower.connection.send, told, text=True)  # though it be none
                self._connections.tell(follower, send)

    def _do(self, fault: Fault) -> None:
        match fault.kind:
            case "rest":
                self._hinder(fault)
            case "ping":
                for follower in self._connections.live():
                    for _ in range(fault.count):
                        payload = str(next(self._pings)).encode()  # of no two that wait the same
                        self._connections.tell(follower, partial(_ping, follower, payload))
            case "shutdown":
                self._end(self._noticed, 1001)
            case "cut":
                self._end(self._connections.live(), fault.code)
            case "blackhole":
                for follower in self._connections.live():
                    self._connections.leave(follower)

    def _end(self, followers: Iterable[Follower], code: int) -> None:
        for follower in followers:
            self._connections.leave(follower)
            self._connections.tell(follower, partial(follower.end, code))


def _ping(follower: Follower, payload: bytes) -> None:
    follower.connection.ping(payload)


def _payload(frame: bytes) -> bytes:
    """Return what a raw stream tells: the data without its envelope."""
    return frame.partition(b'"data":')[2][:-1] or frame
