"""Let a guest in: the secret for a short session."""

from dataclasses import dataclass, field
from typing import NamedTuple

from application.clock import Clock
from application.permissions.access.links.ports import (
    Guest,
    GuestLinksReader,
    GuestTokens,
    LinkBesieged,
    LinkSecrets,
    LinkThrottle,
)
from application.permissions.access.links.warn_of_tries import RaiseAlarm
from application.permissions.access.ports import AccessStore
from application.service import service
from domain.permissions.access.guest_link import GuestLink, SecretDigest
from domain.permissions.access.link_errors import LinkNotFound

LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """`client` is where it comes from; what it tries counts against it, and against the link."""

    secret: str = field(repr=False)
    password: str | None = field(default=None, repr=False)
    client: str = ""


class Opened(NamedTuple):
    link: GuestLink
    token: str


@service
class OpenLink:
    store: AccessStore
    reader: GuestLinksReader
    secrets: LinkSecrets
    throttle: LinkThrottle
    tokens: GuestTokens
    alarm: RaiseAlarm
    clock: Clock

    def __call__(self, opening: Opening) -> Opened:
        """Spend one use of the link, and hand out a token; it opens exactly as often as it allows.

        The password is tried outside of the transaction, since it takes time; the link is looked
        at again inside. Raises LinkNotFound for whatever is wrong, TooMany, Unavailable.
        """
        digest = self.secrets.digest(opening.secret[:LONGEST_SECRET])
        self._admit(digest, opening.client)
        seen = self.reader.by_digest(digest)
        if seen is None or not self._admits(seen.checked(self.clock.now()), opening.password):
            raise LinkNotFound
        link = self._spent(seen, digest)
        self.throttle.succeeded(digest, opening.client)
        guest = Guest(link.id, link.organisation_id)
        return Opened(link, self.tokens.issue(guest, self.clock.now()))

    def _admit(self, digest: SecretDigest, client: str) -> None:
        try:
            self.throttle.admit(digest, client)
        except LinkBesieged:
            self.alarm(digest)
            raise

    def _spent(self, seen: GuestLink, digest: SecretDigest) -> GuestLink:
        with self.store.transaction() as work:
            link = work.links.by_digest(digest)
            if link is None or link.password != seen.password:
                raise LinkNotFound
            opened = link.opened(self.clock.now())
            work.links.save(opened)
            work.commit()
        return opened

    def _admits(self, link: GuestLink, password: str | None) -> bool:
        if link.password is None:
            return True
        return password is not None and self.secrets.verifies(password, link.password)
