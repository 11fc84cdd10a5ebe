"""What somebody passed on as one of a group goes when they leave it."""

from collections.abc import Collection
from datetime import datetime
from functools import cache, partial
from uuid import UUID

from application.permissions.access.ending import take_back
from application.permissions.access.ports import AccessWork
from domain.ids import OrganisationId, UserId
from domain.permissions.access.scope import DEPARTMENT
from domain.principal import Principal


def groups_of(work: AccessWork, organisation_id: OrganisationId, person_id: UserId) -> set[UUID]:
    """Return the organisation and the departments that a member belongs to; a suspended one, too.

    Nothing for who is no member.
    """
    standing = work.reader.standing(Principal(person_id, organisation_id), organisation_id)
    return set() if standing.membership is None else {organisation_id, *standing.groups}


def departments_above(work: AccessWork, organisation_id: OrganisationId, id: UUID) -> set[UUID]:
    """Return the departments on the way down to a scope, itself among them if it is one."""
    way = work.scopes.way(organisation_id, id)
    return {one.id for one in way if one.kind == DEPARTMENT}


def lapse(work: AccessWork, by: Principal, groups: Collection[UUID], *, at: datetime) -> None:
    """Take back what was passed on through shares with these by who belongs to them no more."""
    belongs = cache(partial(groups_of, work, by.organisation_id))
    for group in groups:
        shares = [one.id for one in work.grants.to(by.organisation_id, group)]
        passed = work.grants.through(shares) if shares else []
        gone = [one for one in passed if group not in belongs(one.given_by)]
        take_back(work, by, gone, at=at)
