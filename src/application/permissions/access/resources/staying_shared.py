"""Where somebody may put what they manage through a share alone."""

from collections.abc import Sequence
from datetime import datetime

from application.permissions.access.ports import AccessWork
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.errors import OnlyShared
from domain.permissions.access.grant import LASTING, Grant
from domain.permissions.access.scope import Scope
from domain.principal import Principal


def stays_shared(
    work: AccessWork, by: Principal, held: Scope, above: Sequence[Scope], *, now: datetime
) -> None:
    """Raises OnlyShared when who holds it by a share would take it out of what is shared.

    So does who would make more of it than that share: where it comes under what somebody holds by
    role or ownership, they would keep it when the share is over.
    """
    standing = work.reader.standing(by, held.id)
    if (standing.lasting(now) or 0) >= Level.MANAGE:
        return
    reached = {one.id for one in above}
    if not any(one.scope_id in reached for one in standing.shares(now, Level.MANAGE)):
        raise OnlyShared
    known = {one.id for one in standing.way}
    fresh = [one for one in above if one.id not in known]  # all of it beneath what is shared
    if any(_gains(work, held, grant, now=now) for one in fresh for grant in work.grants.on(one)):
        raise OnlyShared


def _gains(work: AccessWork, held: Scope, grant: Grant, *, now: datetime) -> bool:
    """Whether its subject does not hold as much of the thing already, by role or ownership."""
    if grant.reason not in LASTING:
        return False
    who = Principal(UserId(grant.subject.id), held.organisation_id)
    return (work.reader.standing(who, held.id).lasting(now) or 0) < grant.level
