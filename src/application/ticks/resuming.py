"""Markets whose stream began anew: what came before, after the newest trade, is in question."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, NamedTuple

from domain.ticks.market import Market, MarketId

QUIET_SECONDS: Final = 0.5
"""A busy market has told of a trade by then, and what was missed before that is a hole."""


class Question(NamedTuple):
    """Each beginning is a question of its own; it is asked at `due`."""

    number: int
    due: float


@dataclass(slots=True)
class Resuming:
    """One thread says that a stream began or told of a trade, another one asks."""

    now: Callable[[], float] = time.monotonic
    _open: dict[MarketId, Question] = field(default_factory=dict, init=False)
    _begun: int = field(default=0, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def begin(self, markets: Iterable[Market]) -> None:
        """Take note that a stream of these began: something may have come before it."""
        with self._lock:
            self._begun += 1
            question = Question(self._begun, self.now() + QUIET_SECONDS)
            self._open.update((one.id, question) for one in markets)

    def told(self, market: Market) -> None:
        """Take note that its stream went on: whatever was missed before that is a hole now."""
        with self._lock:
            self._open.pop(market.id, None)

    def question(self, market: Market) -> Question | None:
        return self._open.get(market.id)

    def wait(self, question: Question) -> float:
        """Return after how many seconds to ask it, 0 at once."""
        return max(0.0, question.due - self.now())

    def answered(self, market: Market, question: Question) -> None:
        """Settle that question: a later one stays open."""
        with self._lock:
            if self._open.get(market.id) == question:
                del self._open[market.id]
