"""What entitles somebody to share, and how far."""

from datetime import datetime
from uuid import UUID

from application.permissions.access.changing import require
from application.permissions.access.ports import AccessWork
from domain.access import Level
from domain.permissions.access.errors import OnlyShared, OutlivesShare
from domain.permissions.access.grant import Grant, GrantId
from domain.permissions.access.scope import Scope
from domain.principal import Principal


def sharer_of(work: AccessWork, by: Principal, id: UUID, level: Level, *, now: datetime) -> Scope:
    """Return the scope if `by` may give that level on it; raises ScopeNotFound, LevelNotHeld."""
    return require(work, by, id, max(Level.MANAGE, level), now=now)


def entitling(work: AccessWork, by: Principal, given: Grant, *, now: datetime) -> GrantId | None:
    """Return the share by which `by` may give this; None for who holds as much without one.

    Raises OutlivesShare when it would last longer, OnlyShared when the share itself came through
    what is given.
    """
    standing = work.reader.standing(by, given.scope_id)
    if (standing.lasting(now) or 0) >= max(Level.MANAGE, given.level):
        return None
    shares = [
        one
        for one in standing.shares(now, max(Level.MANAGE, given.level))
        if not came_through(work, one, given.id)
    ]
    if not shares:
        raise OnlyShared
    if given.outlives(shares[0]):
        raise OutlivesShare
    return shares[0].id


def came_through(work: AccessWork, share: Grant, id: GrantId) -> bool:
    step: Grant | None = share
    while step is not None:
        if step.id == id:
            return True
        step = work.grants.by_id(share.organisation_id, step.through) if step.through else None
    return False
