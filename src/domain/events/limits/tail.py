"""What was acknowledged and has yet to reach the event log."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Tail:
    """`waiting` events at most; `oldest` is when the first of them came."""

    waiting: int
    oldest: datetime | None

    def age(self, now: datetime) -> timedelta:
        return timedelta() if self.oldest is None else now - self.oldest
