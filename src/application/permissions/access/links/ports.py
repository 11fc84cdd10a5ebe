"""What guest links need from the outside world."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from application.errors import TooMany
from application.paging import Page, Window
from domain.access import Level
from domain.ids import OrganisationId
from domain.permissions.access.guest_link import GuestLink, LinkId, SecretDigest


class StandingLink(NamedTuple):
    """A link, and what its grant lets it do now: a share that it came through may shrink it."""

    link: GuestLink
    level: Level


class GuestLinkRepository(Protocol):
    """Rows of links. Each stands on a grant and ends with it; one whose grant went is gone."""

    def by_id(self, organisation_id: OrganisationId, id: LinkId) -> GuestLink | None:
        """Find a link and hold it against other writers, openings too, until the work ends."""

    def by_digest(self, digest: SecretDigest) -> GuestLink | None:
        """Find a link and hold it against other writers until the work ends."""

    def on(self, organisation_id: OrganisationId, scope_id: UUID) -> Sequence[GuestLink]:
        """Return every link to this scope, oldest first."""

    def add(self, link: GuestLink) -> bool:
        """Insert it; returns False when the id is taken."""

    def save(self, link: GuestLink) -> None:
        """Overwrite by id."""

    def remove(self, link: GuestLink) -> None: ...


class GuestLinksReader(Protocol):
    def by_digest(self, digest: SecretDigest) -> GuestLink | None:
        """Return a link whose grant still stands."""

    def listed(
        self, organisation_id: OrganisationId, scope_id: UUID, window: Window
    ) -> Page[StandingLink]:
        """Return the links to this scope whose grants stand, greatest id first."""


GUEST_LASTS = timedelta(minutes=10)


class Guest(NamedTuple):
    """Who came in by a link; what it lets them do is looked up each time."""

    link_id: LinkId
    organisation_id: OrganisationId


class GuestTokens(Protocol):
    def issue(self, guest: Guest, now: datetime) -> str:
        """Write it down, signed, good for GUEST_LASTS."""

    def read(self, token: str, now: datetime) -> Guest:
        """Raises TokenRefused, also for tokens of another kind."""


class LinkSecrets(Protocol):
    """Secrets that cannot be guessed, and passwords that are dear to try."""

    def new(self) -> tuple[str, SecretDigest]:
        """Return a secret of 256 random bits, and its digest."""

    def digest(self, secret: str) -> SecretDigest: ...

    def hashed(self, password: str) -> str:
        """Raises Invalid for what can be no password, Unavailable when too many wait."""

    def verifies(self, password: str, hashed: str) -> bool:
        """Raises Unavailable when too many wait; what can be no password is not it."""


class LinkBesieged(TooMany):
    """Too many tries at one link, from wherever they come."""


class LinkThrottle(Protocol):
    """Counts tries for each link and client, and for each link."""

    def admit(self, digest: SecretDigest, client: str) -> None:
        """Count one try, before it is made; raises TooMany, LinkBesieged."""

    def may_warn(self, digest: SecretDigest) -> bool:
        """Whether nobody was warned of this link within a day; counts as a warning if so."""

    def succeeded(self, digest: SecretDigest, client: str) -> None:
        """Take it back: it was a good one."""


class LinkMail(Protocol):
    def warn(self, to: str, link_id: LinkId) -> None:
        """Tell of many tries at a link; raises Unavailable when nobody takes it now."""
