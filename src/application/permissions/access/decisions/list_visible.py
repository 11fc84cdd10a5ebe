"""What can I see?"""

from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.access.decisions.asking import fresh
from application.permissions.access.decisions.deciding import most
from application.permissions.access.ports import AccessReader
from application.service import service
from domain.access import Level
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Wanted:
    """Things of a kind on which at least `level` is held."""

    kind: str
    level: Level = Level.VIEW


@service
class ListVisible:
    reader: AccessReader
    clock: Clock

    def __call__(
        self, by: Principal, wanted: Wanted, window: Window, *, at_least: int | None = None
    ) -> Page[UUID]:
        """Return all of it, in full pages, greatest id first; raises StaleSnapshot."""
        fresh(self.reader, by, at_least)
        if wanted.level > most(by):
            return Page((), None)
        now = self.clock.now()
        return self.reader.listed(by, wanted.kind, window, now=now, level=wanted.level)
