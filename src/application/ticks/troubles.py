"""What goes wrong with connections is told once, and not each time that it is tried again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from application.ticks.feed import Control

AGAIN_SECONDS: Final = 3_600.0
MOST: Final = 100
"""Words that are remembered; an exchange may find ever new ones."""


@dataclass(slots=True)
class Troubles:
    """A refusal is told again after an hour; a connection that ended, once trades came since."""

    now: Callable[[], float] = time.monotonic
    _refusals: dict[str, float] = field(default_factory=dict, init=False)
    _cut: str | None = field(default=None, init=False)

    def brought(self) -> None:
        """Trades came."""
        self._cut = None

    def is_news(self, control: Control) -> bool:
        """Whether it is to be told; the end of a connection that was refused was told already."""
        match control.kind:
            case "error":
                return self._is_new(control.detail)
            case "cut":
                before, self._cut = self._cut, control.detail
                return before != control.detail
        return False

    def _is_new(self, refusal: str) -> bool:
        due = self._refusals.get(refusal, float("-inf"))
        if self.now() < due:
            return False
        if len(self._refusals) >= MOST:
            self._refusals.clear()
        self._refusals[refusal] = self.now() + AGAIN_SECONDS
        return True
