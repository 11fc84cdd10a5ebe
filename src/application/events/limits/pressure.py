"""Taking nothing new in while too much waits; what was acknowledged stays."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from application.clock import Clock
from application.events.limits.ports import Overloaded, TailReader

LOOK_AGAIN = timedelta(seconds=0.5)


@dataclass(slots=True)
class Pressure:
    """Looked up twice a second at most, by one thread; the others go by what was seen last."""

    tail: TailReader
    clock: Clock
    most: int
    longest: timedelta
    _too_much: str = ""
    _seen: datetime | None = None
    _looking: Lock = field(default_factory=Lock)

    def check(self) -> None:
        """Raises Overloaded."""
        now = self.clock.now()
        if self._seen is None or now - self._seen >= LOOK_AGAIN:
            self._look(now)
        if self._too_much:
            raise Overloaded("the way to the event log", self._too_much)

    def _look(self, now: datetime) -> None:
        if self._looking.acquire(blocking=self._seen is None):
            try:
                if self._seen is None or now - self._seen >= LOOK_AGAIN:
                    self._too_much, self._seen = self._judged(now), now
            finally:
                self._looking.release()

    def _judged(self, now: datetime) -> str:
        tail = self.tail.tail()
        if tail.waiting > self.most:
            return f"more than {self.most} events wait for it"
        if tail.age(now) > self.longest:
            return f"events wait for it for more than {self.longest.total_seconds():g} seconds"
        return ""
