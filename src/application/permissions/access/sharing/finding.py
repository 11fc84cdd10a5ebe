"""Find a share that may be changed."""

from datetime import datetime

from application.permissions.access.changing import require
from application.permissions.access.ports import AccessWork
from domain.access import Level
from domain.permissions.access.errors import GrantNotFound, NotAShare, ScopeNotFound
from domain.permissions.access.grant import LASTING, Grant, GrantId
from domain.principal import Principal


def share_for(
    work: AccessWork, by: Principal, id: GrantId, *, needed: Level, now: datetime
) -> Grant:
    """Return a share, or a link's grant, on what `by` holds so much of.

    Raises GrantNotFound, LevelNotHeld, NotAShare.
    """
    held = work.grants.by_id(by.organisation_id, id)
    if held is None:
        raise GrantNotFound
    try:
        require(work, by, held.scope_id, needed, now=now)
    except ScopeNotFound as error:
        raise GrantNotFound from error
    if held.reason in LASTING:
        raise NotAShare
    return held
