"""Decides what a principal may do: what grants give, and no more than the principal may use."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.access.ports import AccessReader
from domain.access import Level
from domain.principal import Kind, Principal

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class DecideAccess:
    """Answers every context's `Access`; what is restricted, suspended or over is judged now."""

    reader: AccessReader
    clock: Clock

    def level(self, by: Principal, id: UUID) -> Level | None:
        return held(self.reader, by, id, now=self.clock.now())

    def levels(self, by: Principal, ids: Collection[UUID]) -> Mapping[UUID, Level]:
        now, asked = self.clock.now(), list(dict.fromkeys(ids))
        found: dict[UUID, Level] = {}
        for first in range(0, len(asked), MOST_AT_ONCE):
            some = asked[first : first + MOST_AT_ONCE]
            found.update(self.reader.levels(by, some, now=now))
        return {one: min(level, most(by)) for one, level in found.items()}

    def within(self, by: Principal, kind: str) -> frozenset[UUID] | None:
        return self.reader.within(by, kind, now=self.clock.now())

    def listed(self, by: Principal, kind: str, window: Window) -> Page[UUID]:
        return self.reader.listed(by, kind, window, now=self.clock.now(), level=Level.VIEW)


def held(reader: AccessReader, by: Principal, id: UUID, *, now: datetime) -> Level | None:
    """Return what `by` may use of the level that grants give."""
    found = reader.level(by, id, now=now)
    return None if found is None else min(found, most(by))


def most(by: Principal) -> Level:
    """A guest edits at most, and nobody more than their key or token lets them."""
    return min(by.at_most, Level.EDIT) if by.kind is Kind.GUEST else by.at_most
