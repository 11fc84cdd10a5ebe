"""An organisation: whose people, departments and things stand in one tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.ids import OrganisationId
from domain.permissions.access.errors import ScopeChanged, StaleSnapshot
from domain.permissions.access.names import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`access_version` counts every change of who may do what; `version` those of its name."""

    id: OrganisationId
    name: str
    created_at: datetime
    access_version: int = 0
    version: int = 1

    @classmethod
    def found(cls, id: OrganisationId, name: str, *, now: datetime) -> Organisation:
        return cls(id=id, name=tidy(name), created_at=now)

    def renamed(self, name: str, *, seen: int | None) -> Organisation:
        """Raises ScopeChanged, NameInvalid."""
        if seen is not None and seen != self.version:
            raise ScopeChanged(self.version)
        return replace(self, name=tidy(name), version=self.version + 1)


def check_fresh(version: int, at_least: int | None) -> None:
    """Raises StaleSnapshot when a later version is asked for than there is."""
    if at_least is not None and at_least > version:
        raise StaleSnapshot(version)
