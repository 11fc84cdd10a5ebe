"""A collector: one thread takes what a stream tells, another asks for what is missing."""

from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from types import TracebackType
from typing import Self

from application.errors import Unavailable
from application.ticks.account import Account
from application.ticks.audit import AuditMinutes
from application.ticks.collect import CollectTrades
from application.ticks.feed import TradeStream
from application.ticks.filling import FillHoles
from application.ticks.leading import Leading
from entrypoints.workers.filling import Filling

STEP_SECONDS = 0.2
STANDBY_SECONDS = 0.5


@dataclass(slots=True)
class Collector:
    collect: CollectTrades
    fill: FillHoles
    audit: AuditMinutes
    filling: Filling
    leading: Leading
    stream: TradeStream
    account: Account
    _over: Event = field(default_factory=Event, init=False)
    _threads: list[Thread] = field(default_factory=list, init=False)

    def __enter__(self) -> Self:
        thread = Thread(target=self.filling.run, args=(self._over,), name="ticks-filling")
        thread.start()
        self._threads.append(thread)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.collect.end()
        self._over.set()
        self.fill.over.set()
        self.filling.wake(beyond=False)
        self.stream.close()
        for thread in self._threads:
            thread.join()
        self.fill.history.close()
        with suppress(Unavailable):  # then the lease runs out by itself
            self.leading.resign()
        self.collect.keeper.spill.close()

    def run(self, stop: Event) -> None:
        """Collect until it is told to stop."""
        self.collect.pause = stop.wait
        while not stop.is_set():
            if not self.step() and not self.leading.led():
                stop.wait(STANDBY_SECONDS)

    def step(self) -> bool:
        return self.collect.step(STEP_SECONDS)

    def missing(self) -> int:
        """Return how many trades are in holes that the exchange may still be asked about."""
        holes = [hole for one in self.leading.led() for hole in self.fill.missing(one)]
        return sum(hole.last - hole.first + 1 for hole in holes)
