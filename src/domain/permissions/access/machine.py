"""What acts for a person without them: within one organisation, and a part of what they may."""

from enum import StrEnum

from domain.access import Level


class KeyScope(StrEnum):
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    @property
    def level(self) -> Level:
        """Return the most that may be done with it, whatever its maker may."""
        return LEVELS[self]


LEVELS = {
    KeyScope.READ: Level.VIEW,
    KeyScope.WRITE: Level.EDIT,
    KeyScope.ADMIN: Level.ADMINISTER,
}
