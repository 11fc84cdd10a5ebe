"""Let a guest in: the secret for a short session."""

from dataclasses import dataclass, field

from application.clock import Clock
from application.permissions.access.links.ports import GuestLinksReader, LinkSecrets
from application.permissions.access.ports import AccessStore
from application.permissions.access.throttle import Throttle
from domain.permissions.access.errors import LinkNotFound
from domain.permissions.access.guest_link import GuestLink

LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """`client` is where it comes from; what it tries counts against it, and against the link."""

    secret: str = field(repr=False)
    password: str | None = field(default=None, repr=False)
    client: str = ""


@dataclass(frozen=True, slots=True)
class OpenLink:
    store: AccessStore
    reader: GuestLinksReader
    secrets: LinkSecrets
    throttle: Throttle
    clock: Clock

    def __call__(self, opening: Opening) -> GuestLink:
        """Spend one use of the link, exactly as many times as it allows, and return it.

        The password is tried outside of the transaction, since it takes time; the link is looked
        at again inside. Raises LinkNotFound for whatever is wrong, TooMany.
        """
        digest = self.secrets.digest(opening.secret[:LONGEST_SECRET])
        self.throttle.admit(f"link:{digest}:{opening.client}")
        seen = self.reader.by_digest(digest)
        if seen is None or not self._admits(seen.checked(self.clock.now()), opening.password):
            self.throttle.failed(f"link:{digest}:{opening.client}")
            raise LinkNotFound
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
