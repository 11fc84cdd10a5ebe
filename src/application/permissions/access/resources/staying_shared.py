"""Where somebody may put what they manage through a share alone."""

from collections.abc import Sequence
from datetime import datetime

from application.permissions.access.ports import AccessWork
from application.permissions.access.sharing.entitlement import came_through
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.errors import OnlyShared
from domain.permissions.access.grant import LASTING, Grant
from domain.permissions.access.scope import Scope
from domain.permissions.access.standing import Standing
from domain.principal import Principal


def stays_shared(
    work: AccessWork, by: Principal, held: Scope, above: Sequence[Scope], *, now: datetime
) -> None:
    """Raises OnlyShared when who holds it by a share would take it out of what is shared.

    So does who would make more of it than that share: where it comes under what is given to
    somebody, they would keep it when the share is over.
    """
    standing = work.reader.standing(by, held.id)
    if (standing.lasting(now) or 0) >= Level.MANAGE:
        return
    reached = {one.id for one in above}
    shares = standing.shares(now, Level.MANAGE)
    if not any(one.scope_id in reached for one in shares):
        raise OnlyShared
    known = {one.id for one in standing.way}
    fresh = [one for one in above if one.id not in known]  # all of it beneath what is shared
    given = [grant for one in fresh for grant in work.grants.on(one) if grant.is_alive(now)]
    if any(_gains(work, standing, grant, shares, now=now) for grant in given):
        raise OnlyShared


def _gains(
    work: AccessWork, standing: Standing, grant: Grant, shares: Sequence[Grant], *, now: datetime
) -> bool:
    """Whether its subject would hold more, or for longer, than they do without these shares."""
    held = standing.way[-1]
    if grant.reason in LASTING:
        who = Principal(UserId(grant.subject.id), held.organisation_id)
        return (work.reader.standing(who, held.id).lasting(now) or 0) < grant.level
    if _hangs_on(work, grant, shares):
        return False
    present = (one for above in standing.way for one in work.grants.on(above))
    return not any(
        one.subject == grant.subject
        and one.level >= grant.level
        and not grant.outlives(one)
        and standing.reaches(one)
        and not _hangs_on(work, one, shares)
        for one in present
    )


def _hangs_on(work: AccessWork, grant: Grant, shares: Sequence[Grant]) -> bool:
    return any(came_through(work, grant, one.id) for one in shares)
