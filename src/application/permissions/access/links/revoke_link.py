"""Take links back: whoever came in by them is out with their next request."""

from datetime import datetime
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done, require
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import ScopeNotFound
from domain.permissions.access.guest_link import GuestLink, LinkId
from domain.permissions.access.link_errors import LinkNotFound
from domain.principal import Principal


@service
class RevokeLink:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, id: LinkId) -> Changed[GuestLink]:
        """Whoever manages the resource may; raises LinkNotFound, LevelNotHeld."""
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            link = managed_link(work, by, id, now=now)
            end_link(work, link)
            facts = {"link": str(link.id)}
            changed = done(work, by, link, "link.revoke", link.scope_id, at=now, facts=facts)
            work.commit()
        return changed


@service
class RevokeLinks:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, scope_id: UUID) -> Changed[int]:
        """End every link to a resource that `by` manages, and return how many there were.

        Raises ScopeNotFound, LevelNotHeld.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            require(work, by, scope_id, Level.MANAGE, now=now)
            links = work.links.on(by.organisation_id, scope_id)
            for link in links:
                end_link(work, link)
            facts = {"links": len(links)}
            changed = done(work, by, len(links), "link.revoke_all", scope_id, at=now, facts=facts)
            work.commit()
        return changed


def managed_link(work: AccessWork, by: Principal, id: LinkId, *, now: datetime) -> GuestLink:
    """Return a link to what `by` manages; raises LinkNotFound, LevelNotHeld."""
    link = work.links.by_id(by.organisation_id, id)
    if link is None:
        raise LinkNotFound
    try:
        require(work, by, link.scope_id, Level.MANAGE, now=now)
    except ScopeNotFound as error:
        raise LinkNotFound from error
    return link


def end_link(work: AccessWork, link: GuestLink) -> None:
    work.grants.remove([link.grant_id])
    work.links.remove(link)
