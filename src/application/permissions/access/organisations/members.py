"""Whose membership may be changed, and by whom."""

from datetime import datetime

from application.permissions.access.changing import begin, require
from application.permissions.access.ports import AccessWork
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.errors import MemberNotFound
from domain.permissions.access.membership import Membership
from domain.principal import Principal


def member_for(work: AccessWork, by: Principal, person_id: UserId, *, now: datetime) -> Membership:
    """Return another's membership to an admin, and everybody's own to themselves in full.

    Raises OrganisationNotFound, LevelNotHeld, MemberNotFound.
    """
    organisation = begin(work, by)
    if person_id != by.user_id or not by.is_unbound:
        require(work, by, organisation.id, Level.ADMINISTER, now=now)
    membership = work.memberships.of(by.organisation_id, person_id)
    if membership is None:
        raise MemberNotFound
    return membership
