"""Trades that the exchange seems not to have: believed only when it has said so for a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from application.ticks.feed import Name
from domain.ticks.spans import Hole

TRIES: Final = 5
SECONDS: Final = 60.0
"""An exchange that is behind itself has caught up by then."""
FIRST_WAIT, LONGEST_WAIT = 0.2, 12.0
MOST_DOUBLINGS: Final = 8
FORGOTTEN: Final = 3_600.0
"""After so many seconds without a question a hole is another one by now."""
Asked = tuple[Name, int, int]


@dataclass(slots=True)
class Doubt:
    """`empty` answers in a row have come since then, of so many questions without a trade."""

    since: float
    latest: float
    questions: int = 0
    empty: int = 0

    def is_due(self, now: float) -> bool:
        wait: float = FIRST_WAIT * 2 ** min(self.questions, MOST_DOUBLINGS)
        return now >= self.latest + min(wait, LONGEST_WAIT)

    def is_confirmed(self, now: float) -> bool:
        return self.empty >= TRIES and now - self.since >= SECONDS


@dataclass(slots=True)
class Doubts:
    """What was answered about each hole, by its two ends: one that changes begins anew.

    With `is_believed` False nothing is ever confirmed: an exchange that has not all is asked.
    """

    now: Callable[[], float] = time.monotonic
    is_believed: bool = True
    _doubts: dict[Asked, Doubt] = field(default_factory=dict, init=False)

    def is_due(self, name: Name, hole: Hole) -> bool:
        """Whether it is time to ask about the hole (again)."""
        doubt = self._doubts.get((name, hole.first, hole.last))
        return doubt is None or doubt.is_due(self.now())

    def is_confirmed(self, name: Name, hole: Hole, *, is_readable: bool) -> bool:
        """Take note of an answer with none of it; say whether that is to be believed.

        One with rows that could not be read says nothing: they may have been those.
        """
        now, asked = self.now(), (name, hole.first, hole.last)
        if asked not in self._doubts:
            self._forget(now)
        doubt = self._doubts.setdefault(asked, Doubt(now, now))
        doubt.questions, doubt.latest = doubt.questions + 1, now
        doubt.empty = doubt.empty + 1 if is_readable else 0
        if doubt.empty <= 1:
            doubt.since = now
        if not self.is_believed or not doubt.is_confirmed(now):
            return False
        del self._doubts[asked]
        return True

    def is_unreadable(self, name: Name, hole: Hole) -> bool:
        """Whether answers about the hole had rows, time and again, that could not be read."""
        doubt = self._doubts.get((name, hole.first, hole.last))
        return doubt is not None and doubt.questions >= TRIES and not doubt.empty

    def _forget(self, now: float) -> None:
        for asked, doubt in [*self._doubts.items()]:
            if now - doubt.latest > FORGOTTEN:
                del self._doubts[asked]
