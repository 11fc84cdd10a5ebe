"""What keys for programs need from the outside world."""

from datetime import datetime
from typing import Protocol

from application.paging import Page, Window
from domain.ids import OrganisationId, UserId
from domain.permissions.access.api_key import ApiKey, KeyDigest, KeyId


class ApiKeyRepository(Protocol):
    def by_id(self, organisation_id: OrganisationId, id: KeyId) -> ApiKey | None: ...

    def add(self, key: ApiKey) -> bool:
        """Insert it; returns False when the id or the digest is taken."""

    def used(self, id: KeyId, at: datetime) -> None:
        """Write its last use down; one that is gone meanwhile stays gone."""

    def remove(self, key: ApiKey) -> None: ...

    def remove_all(self, organisation_id: OrganisationId, person_id: UserId) -> None:
        """Remove every key of this person's in the organisation."""

    def count(self, organisation_id: OrganisationId, person_id: UserId) -> int: ...


class ApiKeysReader(Protocol):
    def by_digest(self, digest: KeyDigest) -> ApiKey | None: ...

    def listed(
        self, organisation_id: OrganisationId, person_id: UserId | None, window: Window
    ) -> Page[ApiKey]:
        """Return this person's keys, or everybody's for None, greatest id first."""


class KeySecrets(Protocol):
    """Keys that cannot be guessed."""

    def new(self) -> tuple[str, KeyDigest]:
        """Return a key of 256 random bits, and its digest."""

    def digest(self, shown: str) -> KeyDigest | None:
        """Return the digest of what may be a key; None for what is clearly none."""


class ActiveAccounts(Protocol):
    def is_active(self, id: UserId) -> bool:
        """Whether this person has an account, and nobody shut them out."""
