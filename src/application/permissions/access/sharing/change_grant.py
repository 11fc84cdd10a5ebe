"""Let a share give more or less, for longer or shorter."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from application.clock import Clock
from application.permissions.access.changing import begin, done
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.sharing.entitlement import entitling, sharer_of
from application.permissions.access.sharing.finding import share_for
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.audit import Deed
from domain.permissions.access.errors import LevelUnshareable
from domain.permissions.access.grant import Grant, GrantId, Reason
from domain.permissions.access.guest_link import let
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class GrantChange:
    """What it shall be from now on; `expires_at` None means without end."""

    id: GrantId
    level: Level
    expires_at: datetime | None


@service
class ChangeGrant:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, change: GrantChange) -> Changed[Grant]:
        """Whoever manages the resource may; what came through it shrinks with it.

        Raises OrganisationNotFound, GrantNotFound, LevelNotHeld, NotAShare, LevelUnshareable,
        LinkLevelInvalid, ExpiryPast, OutlivesShare, OnlyShared.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, change)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, change: GrantChange) -> Changed[Grant]:
        now = self.clock.now()
        if change.level > Level.MANAGE:
            raise LevelUnshareable
        begin(work, by)
        held = share_for(work, by, change.id, needed=Level.MANAGE, now=now)
        level = let(change.level) if held.reason is Reason.LINK else change.level
        wanted = replace(held, level=level, expires_at=change.expires_at).checked(now)
        if wanted.level > held.level or wanted.outlives(held):
            sharer_of(work, by, held.scope_id, wanted.level, now=now)
            through = entitling(work, by, wanted, now=now)
            wanted = replace(wanted, through=through, given_by=by.user_id)
        work.grants.save(wanted)
        for one in list(_shrunk(work, wanted)):
            work.grants.save(one)
            work.audit.append(Deed.shrink(by, one, now))
        return done(work, by, wanted, "share.change", held.scope_id, at=now, facts=wanted.facts)


def _shrunk(work: AccessWork, cap: Grant) -> Iterator[Grant]:
    """Return what came through it and would exceed it now, to any depth, as it is to be."""
    caps = {cap.id: cap}
    while caps:
        found = [(one, one.within(caps[one.through])) for one in work.grants.through(caps)
                 if one.through]  # fmt: skip
        changed = [now for before, now in found if now != before]
        yield from changed
        caps = {one.id: one for one in changed}
