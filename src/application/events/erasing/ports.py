"""What erasing needs from the outside world."""

from collections.abc import Collection, Sequence
from typing import Protocol
from uuid import UUID

from domain.events.erasure import Erasure
from domain.ids import OrganisationId


class Erasures(Protocol):
    def erase(self, erasure: Erasure) -> Erasure:
        """Destroy the subject's key and record it, at once; return it with the key's id."""

    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Erasure | None: ...

    def keys_of(self, organisation_id: OrganisationId, subject: str) -> Sequence[UUID]:
        """Return every key that was ever destroyed for this subject."""

    def entries(self, keys: Collection[UUID], types: Collection[str]) -> Sequence[UUID]:
        """Return the journal's entries of these types that such a key sealed."""

    def sealed(self, keys: Collection[UUID]) -> dict[str, int]:
        """Count by place what such a key sealed and is still kept."""

    def keys_left(self, keys: Collection[UUID]) -> int:
        """Count those of these keys that are still there."""
