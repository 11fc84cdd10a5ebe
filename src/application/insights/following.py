"""Who hears how far an import is, while it goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from application.clock import Clock
from application.insights.ports import ImportProgress
from domain.insights.ids import ImportId
from domain.insights.progress import Progress, Step

EVERY = timedelta(milliseconds=500)
AT_A_TIME = 500
Row = TypeVar("Row")


class Steps(Protocol):
    def begin(self, step: Step, rows: int | None = None) -> None:
        """Hear that a step begins, and of how many rows, if that is known."""

    def went(self, rows: int) -> None:
        """Hear that so many more rows were gone through."""


class Unfollowed:
    """Nobody wants to know."""

    def begin(self, step: Step, rows: int | None = None) -> None: ...

    def went(self, rows: int) -> None: ...


UNFOLLOWED = Unfollowed()


@dataclass(slots=True)
class Told:
    """Tells whoever looks, twice a second at most."""

    progress: ImportProgress
    clock: Clock
    id: ImportId
    now: Progress = field(default=Progress(Step.READING))
    _told_at: datetime | None = None

    def begin(self, step: Step, rows: int | None = None) -> None:
        self.now = Progress(step, 0, rows)
        self._tell(self.clock.now())

    def went(self, rows: int) -> None:
        self.now = Progress(self.now.step, self.now.done + rows, self.now.rows)
        now = self.clock.now()
        if self._told_at is None or now - self._told_at >= EVERY:
            self._tell(now)

    def _tell(self, now: datetime) -> None:
        self.progress.tell(self.id, self.now)
        self._told_at = now


def counted(rows: Iterable[Row], steps: Steps) -> Iterator[Row]:
    """Yield the rows, and tell of them some hundred at a time."""
    waiting = 0
    for one in rows:
        yield one
        waiting += 1
        if waiting == AT_A_TIME:
            steps.went(waiting)
            waiting = 0
    steps.went(waiting)
