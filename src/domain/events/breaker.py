"""Telling a broken consumer from a broken event."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.events.seen import Lane

MOST_LANES = 10
FIRST, LONGEST = timedelta(seconds=1), timedelta(minutes=1)


@dataclass(slots=True)
class Breaker:
    """Opens when events of many lanes fail one after another, and none in between succeeds.

    While it is open nothing is tried; then one attempt decides. What failed meanwhile is not
    counted against its event.
    """

    most_lanes: int = MOST_LANES
    _failed: set[Lane] = field(default_factory=set)
    _rest: timedelta = FIRST
    _until: datetime | None = None

    @property
    def is_tripped(self) -> bool:
        return self._until is not None

    def lets(self, now: datetime) -> bool:
        """Whether an attempt may be made."""
        return self._until is None or now >= self._until

    def failed(self, lane: Lane, now: datetime) -> bool:
        """Take note of a failure; returns whether it is the consumer that fails."""
        self._failed.add(lane)
        if len(self._failed) < self.most_lanes:
            return False
        if self._until is not None:
            self._rest = min(self._rest * 2, LONGEST)
        self._until = now + self._rest
        return True

    def succeeded(self) -> None:
        self._failed.clear()
        self._rest, self._until = FIRST, None
