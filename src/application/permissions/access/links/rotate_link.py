"""Give a link another secret: who has the old one, or came in by it, is out."""

from dataclasses import dataclass, replace
from datetime import datetime

from application.clock import Clock
from application.permissions.access.changing import begin, done
from application.permissions.access.links.issue_link import Issued
from application.permissions.access.links.ports import LinkSecrets
from application.permissions.access.links.revoke_link import end_link, managed_link
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.sharing.entitlement import entitling
from application.permissions.access.views import Changed
from application.service import service
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.grant import Grant, Subject, SubjectKind
from domain.permissions.access.guest_link import GuestLink, LinkId, SecretDigest
from domain.permissions.access.link_errors import LinkNotFound
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Rotation:
    """The link `id` is over, and goes on as `new_id`."""

    id: LinkId
    new_id: LinkId


@service
class RotateLink:
    store: AccessStore
    secrets: LinkSecrets
    clock: Clock

    def __call__(self, by: Principal, rotation: Rotation) -> Changed[Issued]:
        """Let it go on under a new id and secret, with its terms and the uses that are left.

        Whoever manages the resource may, as if they issued it: it ends with what they hold it by.
        Raises LinkNotFound, LevelNotHeld, OutlivesShare, IdTaken.
        """
        secret, digest = self.secrets.new()
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            link = managed_link(work, by, rotation.id, now=now)
            grant = _entitled(work, by, link, now=now)
            issued = _renewed(work, link, grant, rotation.new_id, digest, secret)
            facts = {"link": str(link.id), "new": str(rotation.new_id)}
            changed = done(work, by, issued, "link.rotate", link.scope_id, at=now, facts=facts)
            work.commit()
        return changed


def _entitled(work: AccessWork, by: Principal, link: GuestLink, *, now: datetime) -> Grant:
    """Return the link's grant as `by` gives it; raises LinkNotFound, OutlivesShare."""
    held = work.grants.by_id(link.organisation_id, link.grant_id)
    if held is None:
        raise LinkNotFound
    return replace(held, given_by=by.user_id, through=entitling(work, by, held, now=now))


def _renewed(
    work: AccessWork, link: GuestLink, held: Grant, new_id: LinkId, digest: SecretDigest,
    secret: str,
) -> Issued:  # fmt: skip
    renewed = replace(link, id=new_id, digest=digest)
    grant = replace(held, id=renewed.grant_id, subject=Subject(SubjectKind.LINK, new_id))
    end_link(work, link)
    if not (work.links.add(renewed) and work.grants.add(grant)):
        raise IdTaken
    return Issued(renewed, grant, secret)
