"""What time it is at the exchange, by what its trades say; our own clock is not asked."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from adapters.ticks.binance.names import name_of
from adapters.ticks.binance.pulse import Alive
from application.ticks.feed import Name
from domain.ticks.moments import SECOND
from domain.ticks.trade import Trade

BELIEVED: Final = 2
"""A time that is out of all reason is believed when it comes twice."""


class ExchangeClock:
    """The newest trade's time, and what passed since it was here: never later than it is there.

    No clock of ours that is set, or differs from the exchange's, can make it later. `now` is a
    monotonic time in seconds.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._told: deque[tuple[int, int]] = deque(maxlen=BELIEVED)

    def told(self, trades: Iterable[Sequence[Trade]]) -> None:
        """Take note of what came at once."""
        newest = max((some[-1].time for some in trades if some), default=None)
        if newest is not None:
            self._told.append((newest, round(self._now() * SECOND)))

    def heard(self, signs: Iterable[Alive]) -> dict[Name, int]:
        """Return up to when each market was heard, microseconds since 1970 at the exchange."""
        if len(self._told) < BELIEVED:
            return {}
        latest = min(time for time, _ in self._told)
        ahead = min(time - here for time, here in self._told)
        heard = dict[Name, int]()
        for sign in signs:
            at = latest if sign.at is None else max(latest, round(sign.at * SECOND) + ahead)
            heard.update((name, at) for name in map(name_of, sign.streams) if name is not None)
        return heard
