"""Where a change of access acts: what stands beneath these scopes inherits from them."""

from collections.abc import Iterator
from uuid import UUID

from application.permissions.access.departments.move_department import DepartmentMove
from application.permissions.access.ports import AccessWork
from application.permissions.access.resources.move_resource import ResourceMove
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.roles.take_role import OldRole
from domain.permissions.access.grant import GrantId
from domain.permissions.access.scope import DEPARTMENT
from domain.principal import Principal

Change = DepartmentMove | ResourceMove | NewRole | OldRole | GrantId


def affected(work: AccessWork, by: Principal, change: Change) -> set[UUID]:
    """Return scopes whose own grants, place or readers the change touches, as things are now."""
    match change:
        case DepartmentMove():
            return {*_moved(work, by, change.id), *_shared_with(work, by, change.id)}
        case ResourceMove():
            return set(_moved(work, by, change.id))
        case NewRole() | OldRole():
            scope_id = change.scope_id or by.organisation_id
            return {scope_id, *_shared_with(work, by, scope_id)}
        case _:
            return set(_passed(work, by, GrantId(change)))


def _moved(work: AccessWork, by: Principal, id: UUID) -> Iterator[UUID]:
    scope = work.scopes.by_id(by.organisation_id, id)
    if scope is not None:
        yield scope.id
        yield from (one.scope_id for one in work.grants.passed_on(scope))


def _shared_with(work: AccessWork, by: Principal, id: UUID) -> Iterator[UUID]:
    """Find what is shared with the departments that a role in this one makes somebody part of."""
    for one in work.scopes.way(by.organisation_id, id):
        if one.kind == DEPARTMENT:
            yield from (it.scope_id for it in work.grants.to(by.organisation_id, one.id))


def _passed(work: AccessWork, by: Principal, id: GrantId) -> Iterator[UUID]:
    held = work.grants.by_id(by.organisation_id, id)
    found = [] if held is None else [held]
    while found:
        yield from (one.scope_id for one in found)
        found = list(work.grants.through([one.id for one in found]))
