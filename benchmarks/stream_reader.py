"""Ask one question and read its stream, cut at random and taken up until its last event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from random import Random
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from time import perf_counter, sleep
from typing import TypeVar
from uuid import uuid4

import httpx

from benchmarks.asking import CONVERSATIONS
from benchmarks.papers import ok

LAST = ("event: message.completed\n", "event: run.failed\n", "event: run.stopped\n")
PATIENCE_SECONDS, REST_SECONDS = 60.0, 0.1
MOST_READ = 4
ONCE = ("run.started", "retrieval.completed", "message.completed")
PLAIN = SSLContext(PROTOCOL_TLS_CLIENT)
"""Loopback speaks no TLS; reading the authorities' certificates takes 23 ms a connection."""
Answer = TypeVar("Answer")


class NeverEnded(Exception):
    """The stream could not be read to its last event."""


@dataclass(slots=True)
class Reader:
    """`cuts` counts our own, `breaks` the connections that the server broke or refused."""

    url: str
    random: Random
    question: str
    key: str = field(default_factory=lambda: uuid4().hex)
    told: list[str] = field(default_factory=list)
    cuts: int = 0
    breaks: int = 0

    def read(self) -> bool:
        """Read to the end, and return whether the transcript is one generation, to the letter."""
        started = self._patiently(lambda http: ok(http.post(CONVERSATIONS, json={})))
        path = f"{CONVERSATIONS}/{started['id']}/messages"
        until = perf_counter() + PATIENCE_SECONDS
        while not self._is_over():
            if perf_counter() > until:
                raise NeverEnded(f"{self.told}")
            self._read_some(path)
        return self._is_one(path)

    def _read_some(self, path: str) -> None:
        """Read a few events on a connection of its own and cut it."""
        most = self.random.randint(1, MOST_READ)
        try:
            with self._client() as http, self._opened(http, path) as response:
                if response.status_code != httpx.codes.OK:
                    raise httpx.RemoteProtocolError(f"{response.status_code}")
                for frame in frames(response):
                    self.told.append(frame)
                    most -= 1
                    if not most and not self._is_over():
                        self.cuts += 1
                        return
        except httpx.TransportError:
            self.breaks += 1
            sleep(REST_SECONDS)

    def _opened(self, http: httpx.Client, path: str) -> AbstractContextManager[httpx.Response]:
        headers = {"Accept": "text/event-stream"}
        if not self.told:
            body = {"content": self.question}
            headers["Idempotency-Key"] = self.key
            return http.stream("POST", path, json=body, headers=headers)
        headers["Last-Event-ID"] = str(len(self.told))
        return http.stream("GET", self._events(), headers=headers)

    def _is_one(self, path: str) -> bool:
        """Hold what was read in pieces against the whole, and against what was kept."""
        whole = self._patiently(lambda http: http.get(self._events()).raise_for_status().text)
        items = self._patiently(lambda http: ok(http.get(path)))["items"]
        said = "".join(self.told)
        return (
            whole == "".join(f"{frame}\n\n" for frame in self.told)
            and [one["role"] for one in items] == ["user", "assistant"]
            and all(said.count(f"event: {kind}\n") == 1 for kind in ONCE)
        )

    def _is_over(self) -> bool:
        return bool(self.told) and any(kind in self.told[-1] for kind in LAST)

    def _events(self) -> str:
        run = self.told[0].partition('"run_id":"')[2].partition('"')[0]
        return f"/api/v1/runs/{run}/events"

    def _patiently(self, ask: Callable[[httpx.Client], Answer]) -> Answer:
        """Ask again while a process is being replaced; raises NeverEnded."""
        until = perf_counter() + PATIENCE_SECONDS
        while perf_counter() < until:
            try:
                with self._client() as http:
                    return ask(http)
            except (httpx.TransportError, httpx.HTTPStatusError):
                self.breaks += 1
                sleep(REST_SECONDS)
        raise NeverEnded(self.key)

    def _client(self) -> httpx.Client:
        return httpx.Client(
            base_url=self.url, timeout=PATIENCE_SECONDS, verify=PLAIN, trust_env=False
        )


def frames(response: httpx.Response) -> Iterator[str]:
    """Yield each event's frame as it comes, without comments."""
    held = ""
    for text in response.iter_text():
        *whole, held = (held + text).split("\n\n")
        yield from (frame for frame in whole if not frame.startswith(":"))
