"""How often an exchange may be called upon: connections, and the weight of questions."""

import random
import time
from collections import deque
from collections.abc import Callable
from typing import Final

CONNECTIONS: Final = 290
WINDOW: Final = 300.0
"""The exchange's limit is 300 connections in five minutes from one address."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
MOST_DOUBLINGS: Final = 16
Now = Callable[[], float]


class Backoff:
    """Full jitter (M. Brooker, AWS Architecture Blog, 2015) below a budget of connections."""

    def __init__(
        self,
        now: Now = time.monotonic,
        draw: Callable[[float, float], float] = random.uniform,
        most: int = CONNECTIONS,
    ) -> None:
        self._now, self._draw, self._most = now, draw, most
        self._made: deque[float] = deque(maxlen=most)
        self._failures = 0
        self._pause = 0.0

    def wait(self) -> float:
        """Return for how many seconds not to connect."""
        now = self._now()
        last = self._made[-1] if self._made else float("-inf")
        of_budget = self._made[0] + WINDOW if len(self._made) == self._most else now
        return max(0.0, last + self._pause - now, of_budget - now)

    def connecting(self) -> None:
        """Take note that a connection is tried; the next must wait longer, until one is good."""
        self._made.append(self._now())
        ceiling = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._failures, MOST_DOUBLINGS))
        self._pause = self._draw(0.0, ceiling)
        self._failures += 1

    def good(self) -> None:
        """Take note that a connection brings data."""
        self._failures = 0
