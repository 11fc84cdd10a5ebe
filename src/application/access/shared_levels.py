"""Levels for those who ask in numbers: one look serves all who ask the same at the same time."""

from dataclasses import dataclass, field
from uuid import UUID

from application.access.ports import Levels
from application.shared_looks import SharedLooks
from domain.access import Level
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class SharedLevels:
    """As fresh as if each had looked alone: no look began before those that it serves asked."""

    access: Levels
    _looks: SharedLooks[tuple[Principal, UUID], Level | None] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_looks", SharedLooks(lambda asked: self.access.level(*asked)))

    def level(self, by: Principal, id: UUID) -> Level | None:
        return self._looks((by, id))
