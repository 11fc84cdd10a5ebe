"""Who may ask about others, and about which state."""

from datetime import datetime
from uuid import UUID

from application.permissions.access.decisions.deciding import held
from application.permissions.access.ports import AccessReader
from domain.access import Level, LevelNotHeld
from domain.permissions.access.errors import ScopeNotFound
from domain.permissions.access.organisation import check_fresh
from domain.principal import Principal


def manages(reader: AccessReader, by: Principal, id: UUID, *, now: datetime) -> None:
    """Raises ScopeNotFound where `by` holds nothing, LevelNotHeld where less than MANAGE."""
    level = held(reader, by, id, now=now)
    if level is None:
        raise ScopeNotFound
    if level < Level.MANAGE:
        raise LevelNotHeld(Level.MANAGE)


def answers_about(reader: AccessReader, by: Principal, id: UUID, *, now: datetime) -> None:
    """See whether `by` may ask what others may do: those who manage it, and admins of it all.

    Raises ScopeNotFound, LevelNotHeld.
    """
    at_root = held(reader, by, by.organisation_id, now=now)
    if at_root is not Level.ADMINISTER:
        manages(reader, by, id, now=now)


def fresh(reader: AccessReader, by: Principal, at_least: int | None) -> int:
    """Return the version that what is read from now on has, at least; raises StaleSnapshot."""
    version = reader.version(by.organisation_id)
    check_fresh(version, at_least)
    return version
