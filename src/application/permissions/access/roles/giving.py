"""Who may give which role to whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.permissions.access.changing import require, require_lasting
from application.permissions.access.ports import AccessWork
from domain.access import Level, LevelNotHeld
from domain.ids import UserId
from domain.permissions.access.errors import MemberNotFound
from domain.permissions.access.grant import Grant, GrantId, Reason
from domain.permissions.access.role import Role
from domain.permissions.access.scope import Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewRole:
    """`scope_id` is a department or any resource, None for the whole organisation."""

    person_id: UserId
    role: Role
    scope_id: UUID | None = None


def give(work: AccessWork, by: Principal, new: NewRole, *, id: UUID, now: datetime) -> Grant:
    """Give a member a role, instead of the one that they hold there.

    Nobody gives more than they hold by role or ownership, and only admins touch admins. Raises
    ScopeNotFound, LevelNotHeld, OnlyShared, MemberNotFound.
    """
    scope = require(work, by, new.scope_id or by.organisation_id, Level.MANAGE, now=now)
    present = present_role(work, by, scope, new.person_id, now=now)
    require(work, by, scope.id, new.role.level, now=now)
    require_lasting(work, by, scope.id, max(Level.MANAGE, new.role.level), now=now)
    given = Grant.role(
        GrantId(id), scope, new.person_id, new.role, given_by=by.user_id, now=now
    )  # fmt: skip
    if present is None:
        work.grants.add(given)
        return given
    changed = present.as_role(new.role, given_by=by.user_id)
    work.grants.save(changed)
    return changed


def present_role(
    work: AccessWork, by: Principal, scope: Scope, person_id: UserId, *, now: datetime
) -> Grant | None:
    """Return the role a member holds there, if `by` may touch it.

    Raises MemberNotFound, LevelNotHeld.
    """
    if work.memberships.of(by.organisation_id, person_id) is None:
        raise MemberNotFound
    present = work.grants.held(scope.id, person_id, Reason.ROLE)
    if present is not None and present.level is Level.ADMINISTER:
        level = work.reader.level(by, scope.id, now=now)
        if level is not Level.ADMINISTER or by.at_most < Level.ADMINISTER:
            raise LevelNotHeld(Level.ADMINISTER)
    return present
