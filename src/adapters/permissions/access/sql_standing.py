"""All that decides about one person and one scope, from the rows."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, select

from adapters.permissions.access.rows import to_grant
from adapters.permissions.access.sql_tree import SqlScopeRepository
from adapters.permissions.access.tables import grants, memberships, scope_paths, scopes
from domain.permissions.access.grant import Grant, Reason
from domain.permissions.access.membership import MembershipState
from domain.permissions.access.scope import DEPARTMENT
from domain.permissions.access.standing import Standing
from domain.principal import Kind, Principal


def standing(connection: Connection, by: Principal, id: UUID) -> Standing:
    way = SqlScopeRepository(connection).way(by.organisation_id, id)
    groups: Mapping[UUID, Grant] = {}
    subjects: set[UUID] = {by.user_id}
    if by.kind is Kind.PERSON:
        groups = _groups(connection, by)
        subjects |= {by.organisation_id, *groups}
    on_the_way = select(scope_paths.c.ancestor).where(scope_paths.c.descendant == id)
    own = select(grants).where(
        grants.c.scope_id.in_(on_the_way),
        grants.c.subject_id.in_(subjects),
        grants.c.organisation_id == by.organisation_id,
    )
    is_guest = by.kind is Kind.GUEST
    if is_guest:
        own = own.where(grants.c.reason == Reason.LINK.value)
    found = [to_grant(row) for row in connection.execute(own.order_by(grants.c.id))]
    return Standing(way, found, groups, _membership(connection, by), is_guest)


def _groups(connection: Connection, by: Principal) -> dict[UUID, Grant]:
    """Return the departments that somebody belongs to, each with the nearest role in it."""
    roles = (
        select(scope_paths.c.ancestor.label("department"), *grants.c)
        .select_from(grants)
        .join(scopes, scopes.c.id == grants.c.scope_id)
        .join(scope_paths, scope_paths.c.descendant == grants.c.scope_id)
        .where(
            grants.c.subject_id == by.user_id,
            grants.c.reason == Reason.ROLE.value,
            grants.c.organisation_id == by.organisation_id,
            scopes.c.kind == DEPARTMENT,
            scope_paths.c.ancestor != by.organisation_id,
        )
        .order_by(scope_paths.c.distance.desc(), grants.c.id.desc())
    )
    return {row.department: to_grant(row) for row in connection.execute(roles)}


def _membership(connection: Connection, by: Principal) -> MembershipState | None:
    if by.kind is Kind.GUEST:
        return None
    state = select(memberships.c.state).where(
        memberships.c.organisation_id == by.organisation_id,
        memberships.c.person_id == by.user_id,
    )
    found = connection.scalar(state)
    return None if found is None else MembershipState(found)
