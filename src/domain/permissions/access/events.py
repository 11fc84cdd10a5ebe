"""What is told of changes to who may do what."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.event import DomainEvent
from domain.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChanged(DomainEvent):
    """`version` is the organisation's access version from this change on; `action` is the audit's.

    All changes of one organisation keep their order, which is that of their versions.
    """

    topic: ClassVar[str] = "permissions.access"
    name: ClassVar[str] = "access.changed"

    version: int
    action: str
    target: UUID
    by: UserId | None

    @property
    def subject(self) -> UUID:
        return self.organisation_id

    def facts(self) -> dict[str, str | int | None]:
        return {
            "version": self.version,
            "action": self.action,
            "target": str(self.target),
            "by": None if self.by is None else str(self.by),
        }
