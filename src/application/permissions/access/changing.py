"""How every change of access begins, is allowed, and ends."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from application.permissions.access.decisions.deciding import held
from application.permissions.access.ending import take_back
from application.permissions.access.ports import AccessWork
from application.permissions.access.views import Changed, Item
from domain.access import Level, LevelNotHeld
from domain.permissions.access.audit import Deed
from domain.permissions.access.errors import (
    LastAdmin,
    OnlyShared,
    OrganisationNotFound,
    ScopeNotFound,
)
from domain.permissions.access.events import AccessChanged
from domain.permissions.access.grant import Grant
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.scope import DEPARTMENT, ORGANISATION, Scope
from domain.permissions.access.standing import Standing
from domain.principal import Kind, Principal

KNOWN_TO_MEMBERS = (ORGANISATION, DEPARTMENT)
Facts = Mapping[str, str | int | None]


def begin(work: AccessWork, by: Principal) -> Organisation:
    """Let nobody else change this organisation's access.

    Raises OrganisationNotFound, LevelNotHeld for a key that may only look.
    """
    organisation = work.organisations.taken(by.organisation_id)
    if not _is_member(work, by):
        raise OrganisationNotFound
    if by.at_most < Level.EDIT:
        raise LevelNotHeld(Level.EDIT)
    return organisation


def done(
    work: AccessWork, by: Principal, now: Item, action: str, target: UUID, *,
    at: datetime, facts: Facts | None = None,
) -> Changed[Item]:  # fmt: skip
    """Write down what was done, raise the version and tell of it; the commit is the caller's."""
    work.audit.append(Deed(by.organisation_id, at, by.user_id, action, target, facts or {}))
    version = work.organisations.next_version(by.organisation_id)
    work.tell(
        AccessChanged(
            organisation_id=by.organisation_id, happened_at=at, version=version, action=action,
            target=target, by=by.user_id,
        )
    )  # fmt: skip
    return Changed(now, version)


def require(work: AccessWork, by: Principal, id: UUID, needed: Level, *, now: datetime) -> Scope:
    """Return the scope if `by` holds that much on it.

    Raises ScopeNotFound for what `by` may not know of, LevelNotHeld where less is held. Every
    member knows of the organisation and its departments.
    """
    level = held(work.reader, by, id, now=now)
    scope = work.scopes.by_id(by.organisation_id, id)
    if scope is None or (level is None and scope.kind not in KNOWN_TO_MEMBERS):
        raise ScopeNotFound
    if level is None or level < needed:
        raise LevelNotHeld(needed)
    return scope


def require_lasting(
    work: AccessWork, by: Principal, id: UUID, needed: Level, *, now: datetime
) -> Standing:
    """Raises OnlyShared unless `by` holds that much by role or ownership."""
    standing = work.reader.standing(by, id)
    lasting = standing.lasting(now)
    if lasting is None or lasting < needed:
        raise OnlyShared
    return standing


@contextmanager
def keeping_an_admin(work: AccessWork, by: Principal) -> Iterator[None]:
    """Raises LastAdmin when what is done within leaves the organisation without the one it had.

    It may have none: whoever runs the server can shut the last one out of their account.
    """
    had_one = bool(work.grants.admins(by.organisation_id))
    yield
    if had_one and not work.grants.admins(by.organisation_id):
        raise LastAdmin


def strand(work: AccessWork, by: Principal, scope: Scope, *, at: datetime) -> None:
    """Take back what was passed on, on it and beneath, through shares that do not reach it now."""
    gone = [one for one in work.grants.passed_on(scope) if not _is_reached(work, one)]
    through = {one.id for one in gone}
    take_back(work, by, [one for one in gone if one.through not in through], at=at)


def _is_reached(work: AccessWork, grant: Grant) -> bool:
    share = work.grants.by_id(grant.organisation_id, grant.through) if grant.through else None
    if share is None:
        return False
    way = work.scopes.way(grant.organisation_id, grant.scope_id)
    return any(one.id == share.scope_id for one in way) and Standing(way).reaches(share)


def _is_member(work: AccessWork, by: Principal) -> bool:
    if by.kind is not Kind.PERSON:
        return False
    membership = work.memberships.of(by.organisation_id, by.user_id)
    return membership is not None and membership.is_active
