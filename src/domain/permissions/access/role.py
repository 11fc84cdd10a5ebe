"""What a person is in an organisation, a department or for one thing."""

from __future__ import annotations

from enum import StrEnum

from domain.access import Level


class Role(StrEnum):
    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    MANAGER = "manager"
    ADMIN = "admin"

    @property
    def level(self) -> Level:
        return LEVELS[self]

    @classmethod
    def of(cls, level: Level) -> Role:
        return ROLES[level]


LEVELS = dict(zip(Role, Level, strict=True))
ROLES = {level: role for role, level in LEVELS.items()}
