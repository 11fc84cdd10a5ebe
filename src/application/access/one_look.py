"""Levels for those who all asked before they are looked up."""

from dataclasses import dataclass, field
from uuid import UUID

from application.access.ports import Levels
from domain.access import Level
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class OneLook:
    """Made when the last of them has asked, and thrown away with them: each is looked up once."""

    access: Levels
    _seen: dict[tuple[Principal, UUID], Level | None] = field(default_factory=dict)

    def level(self, by: Principal, id: UUID) -> Level | None:
        asked = (by, id)
        if asked not in self._seen:
            self._seen[asked] = self.access.level(*asked)
        return self._seen[asked]
