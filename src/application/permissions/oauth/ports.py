"""What programs that act for people need from the outside world."""

from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from application.paging import Page, Window
from domain.ids import OrganisationId, UserId
from domain.permissions.access.machine import KeyScope
from domain.permissions.oauth.client import OAuthClient, SecretDigest
from domain.permissions.oauth.code import AuthorizationCode, CodeId
from domain.permissions.people.lent import ClientId

MACHINE_LASTS = timedelta(minutes=10)


class OAuthClientRepository(Protocol):
    def by_id(self, organisation_id: OrganisationId, id: ClientId) -> OAuthClient | None: ...

    def add(self, client: OAuthClient) -> bool:
        """Insert it; returns False when the id is taken."""

    def save(self, client: OAuthClient) -> None:
        """Overwrite by id."""

    def remove(self, client: OAuthClient) -> None:
        """Delete it, with the codes and the sessions that it was given."""

    def remove_all(self, organisation_id: OrganisationId, person_id: UserId) -> None:
        """Remove the machines that act as this person, and what they lent to other clients."""

    def count(self, organisation_id: OrganisationId) -> int: ...


class OAuthClientsReader(Protocol):
    def by_id(self, id: ClientId) -> OAuthClient | None: ...

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[OAuthClient]:
        """Return the organisation's clients, greatest id first."""

    def code(self, id: CodeId) -> AuthorizationCode | None: ...


class CodeRepository(Protocol):
    def add(self, code: AuthorizationCode) -> bool:
        """Insert it; returns False when its client is gone."""

    def taken(self, id: CodeId) -> AuthorizationCode | None:
        """Find a code and hold it, and its client, against other writers until the work ends."""

    def save(self, code: AuthorizationCode) -> None:
        """Overwrite by id."""

    def forget(self, issued_before: datetime) -> int:
        """Remove some of those issued before that moment; returns how many. Never waits."""


class ClientSecrets(Protocol):
    """Secrets that cannot be guessed."""

    def new(self) -> tuple[str, SecretDigest]:
        """Return a secret of 256 random bits, and its digest."""

    def digest(self, shown: str) -> SecretDigest:
        """Return the digest of what may be a secret."""


class MachineClaims(NamedTuple):
    """Which machine it is, and the most that this token is for."""

    client_id: ClientId
    epoch: int
    scope: KeyScope


class MachineTokens(Protocol):
    def issue(self, claims: MachineClaims, now: datetime) -> str:
        """Write them down, signed, good for MACHINE_LASTS."""

    def read(self, token: str, now: datetime) -> MachineClaims:
        """Raises TokenRefused unless we wrote it for a machine, and its time has not passed."""
