"""Give a link to a resource: its secret is shown once, and kept by nobody."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done
from application.permissions.access.links.ports import LinkSecrets
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.sharing.entitlement import entitling, sharer_of
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import IdTaken, ScopeUnshareable
from domain.permissions.access.grant import Grant
from domain.permissions.access.guest_link import GuestLink, LinkId, SecretDigest
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewLink:
    id: LinkId
    scope_id: UUID
    level: Level
    expires_at: datetime | None = None
    max_uses: int | None = None
    password: str | None = field(default=None, repr=False)


class Issued(NamedTuple):
    link: GuestLink
    grant: Grant
    secret: str


@service
class IssueLink:
    store: AccessStore
    secrets: LinkSecrets
    clock: Clock

    def __call__(self, by: Principal, new: NewLink) -> Changed[Issued]:
        """Whoever manages the resource may; the link lasts no longer than what they hold it by.

        Raises OrganisationNotFound, ScopeNotFound, ScopeUnshareable, LevelNotHeld, OutlivesShare,
        ExpiryPast, LinkLevelInvalid, UsesInvalid, IdTaken, Invalid for a password that can be none.
        """
        secret, digest = self.secrets.new()
        password = None if new.password is None else self.secrets.hashed(new.password)
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            link = _link(by, new, digest, password, now)
            grant = self._grant(work, by, link, new.level, now)
            if not (work.links.add(link) and work.grants.add(grant)):
                raise IdTaken
            facts = {"link": str(link.id), "level": new.level.word, "max_uses": link.max_uses}
            issued = Issued(link, grant, secret)
            changed = done(work, by, issued, "link.issue", link.scope_id, at=now, facts=facts)
            work.commit()
        return changed

    def _grant(
        self, work: AccessWork, by: Principal, link: GuestLink, level: Level, now: datetime
    ) -> Grant:
        given = link.granting(level, through=None).checked(now)
        if sharer_of(work, by, link.scope_id, level, now=now).is_root:
            raise ScopeUnshareable
        return replace(given, through=entitling(work, by, given, now=now))


def _link(
    by: Principal, new: NewLink, digest: SecretDigest, password: str | None, now: datetime
) -> GuestLink:
    return GuestLink(
        id=new.id,
        organisation_id=by.organisation_id,
        scope_id=new.scope_id,
        digest=digest,
        created_by=by.user_id,
        created_at=now,
        expires_at=new.expires_at,
        max_uses=new.max_uses,
        password=password,
    )
