"""Find a department that may be changed."""

from datetime import datetime
from uuid import UUID

from application.permissions.access.changing import require
from application.permissions.access.ports import AccessWork
from domain.access import Level
from domain.permissions.access.errors import DepartmentNotFound
from domain.permissions.access.scope import DEPARTMENT, Scope
from domain.principal import Principal


def department_for(
    work: AccessWork, by: Principal, id: UUID, *, seen: int | None, now: datetime
) -> Scope:
    """Return one that `by` manages; raises DepartmentNotFound, LevelNotHeld, ScopeChanged."""
    known = work.scopes.by_id(by.organisation_id, id)
    if known is None or known.kind != DEPARTMENT:
        raise DepartmentNotFound
    return require(work, by, id, Level.MANAGE, now=now).seen(seen)
