"""Find what was done to access: by whom, to what, when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.permissions.access.audit.read_audit import AT_ONCE, ReadAudit
from application.service import service
from domain.ids import UserId
from domain.permissions.access.audit import AuditEntry
from domain.principal import Principal

MOST_READ = 10_000
"""Entries that one page looks at: what matches rarely comes in pages that are not full."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What is None does not matter.

    `action` is a whole word ("role.give") or its first part ("role"). `resource` is what the entry
    is about, or what one of its facts names. `since` counts, `until` does not.
    """

    actor: UserId | None = None
    action: str | None = None
    resource: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None

    def takes(self, entry: AuditEntry) -> bool:
        deed = entry.deed
        return (
            self.actor in (None, deed.actor_id)
            and (self.since is None or deed.at >= self.since)
            and (self.until is None or deed.at < self.until)
            and self.action in (None, deed.action, deed.action.partition(".")[0])
            and (self.resource in (None, deed.target) or str(self.resource) in deed.facts.values())
        )


@dataclass(frozen=True, slots=True)
class AuditPage:
    """`next` is the number after which to go on, while there may be more."""

    entries: Sequence[AuditEntry]
    next: int | None


@service
class SearchAudit:
    read: ReadAudit

    def __call__(
        self, by: Principal, wanted: AuditFilter, *, after: int = 0, limit: int = 20
    ) -> AuditPage:
        """Return entries in their order; raises OrganisationNotFound, LevelNotHeld."""
        found: list[AuditEntry] = []
        last = after
        for entry in self.everything(by, after=after):
            if wanted.takes(entry):
                if len(found) == limit:
                    return AuditPage(found, found[-1].number)
                found.append(entry)
            last = entry.number
            if last - after >= MOST_READ:
                return AuditPage(found, last)
        return AuditPage(found, None)

    def everything(self, by: Principal, *, after: int = 0) -> Iterator[AuditEntry]:
        """Go through the whole chain; raises OrganisationNotFound, LevelNotHeld."""
        while entries := self.read(by, after=after, limit=AT_ONCE):
            yield from entries
            after = entries[-1].number
