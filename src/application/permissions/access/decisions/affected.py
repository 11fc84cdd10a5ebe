"""Where a change of access acts: what stands beneath these scopes inherits from them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from application.permissions.access.departments.move_department import DepartmentMove
from application.permissions.access.ending import with_passed_on
from application.permissions.access.ports import AccessWork
from application.permissions.access.resources.move_resource import ResourceMove
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.roles.take_role import OldRole
from domain.ids import OrganisationId
from domain.permissions.access.grant import Grant, GrantId
from domain.permissions.access.scope import DEPARTMENT
from domain.principal import Principal

Change = DepartmentMove | ResourceMove | NewRole | OldRole | GrantId


def affected(work: AccessWork, by: Principal, change: Change) -> set[UUID]:
    """Return scopes whose own grants, place or readers the change touches, as things are now."""
    match change:
        case DepartmentMove():
            return {*_moved(work, by, change.id), *shared_with(work, by.organisation_id, change.id)}
        case ResourceMove():
            return set(_moved(work, by, change.id))
        case NewRole() | OldRole():
            scope_id = change.scope_id or by.organisation_id
            return {scope_id, *shared_with(work, by.organisation_id, scope_id)}
        case _:
            held = work.grants.by_id(by.organisation_id, GrantId(change))
            return set(passed_on(work, [] if held is None else [held]))


def _moved(work: AccessWork, by: Principal, id: UUID) -> Iterator[UUID]:
    scope = work.scopes.by_id(by.organisation_id, id)
    if scope is not None:
        yield scope.id
        yield from (one.scope_id for one in work.grants.passed_on(scope))


def shared_with(work: AccessWork, organisation_id: OrganisationId, id: UUID) -> Iterator[UUID]:
    """Find what is shared with the departments that a role in this one makes somebody part of.

    So is what was passed on through that, which goes when its giver leaves them.
    """
    for one in work.scopes.way(organisation_id, id):
        if one.kind == DEPARTMENT:
            yield from passed_on(work, work.grants.to(organisation_id, one.id))


def passed_on(work: AccessWork, grants: Sequence[Grant]) -> Iterator[UUID]:
    """Find where these grants stand, and what came through them."""
    yield from (one.scope_id for one in with_passed_on(work, grants))
