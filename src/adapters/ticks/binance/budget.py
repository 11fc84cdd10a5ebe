"""The weight of questions that an exchange answers in a minute."""

import time
from collections.abc import Callable
from typing import Final

from adapters.ticks.binance.ban import Ban
from application.errors import TooMany
from application.ticks.feed import Banned

WEIGHT: Final = 6_000
SHARE: Final = 0.8
"""Of the exchange's weight; the rest is for others behind the same address."""
MINUTE: Final = 60
Now = Callable[[], float]


class Budget:
    """What was used in this minute of the exchange's clock, and how long it is to be left.

    `now` is the time of day: where it is set, a minute is counted anew, and the exchange's own
    count corrects that with its next answer.
    """

    def __init__(self, weight: int = WEIGHT, now: Now = time.time, ban: Ban | None = None) -> None:
        self._most, self._now, self._ban = int(weight * SHARE), now, ban or Ban()
        self._minute, self._used = 0, 0
        self._why = ""

    def take(self, cost: int) -> None:
        """Use so much; raises TooMany with the seconds after which there is more."""
        now = self._turn()
        if left := self._ban.left():
            raise Banned(f"the exchange asks to be left alone{self._why}", round_up(left))
        if self._used + cost > self._most:
            raise TooMany("the weight of this minute is used", round_up(MINUTE - now % MINUTE))
        self._used += cost

    def told(self, used: str | None) -> None:
        """Believe the exchange, which counts others behind this address too."""
        self._turn()
        if used is not None and used.isascii() and used.isdigit():
            self._used = max(self._used, int(used[:9]))

    def _turn(self) -> float:
        """Begin anew with each minute; return the time."""
        now = self._now()
        if now // MINUTE != self._minute:
            self._minute, self._used = int(now // MINUTE), 0
        return now

    def leave(self, seconds: int, status: int) -> None:
        """Ask nothing for so long, because of such an answer."""
        self._why = f": it answers {status}"
        self._ban.leave(seconds)


def round_up(seconds: float) -> int:
    return max(1, int(-(-seconds // 1)))
