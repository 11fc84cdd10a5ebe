"""What answering a repeated request needs.

After the IETF draft "The Idempotency-Key HTTP Header Field".
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.errors import Conflict, Invalid
from domain.ids import OrganisationId


class KeyReused(Invalid):
    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__("this Idempotency-Key came with another request before")


class RequestInProgress(Conflict):
    code = "request_in_progress"

    def __init__(self) -> None:
        super().__init__("the request with this Idempotency-Key is still being answered")


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reservation:
    """`resource_id` is the id that the request's effect gets, on every attempt the same."""

    resource_id: UUID
    answer: StoredAnswer | None


@dataclass(frozen=True, slots=True)
class RequestKey:
    organisation_id: OrganisationId
    key: str


class IdempotencyStore(Protocol):
    def reserve(
        self,
        key: RequestKey,
        fingerprint: str,
        *,
        resource_id: UUID,
        now: datetime,
        until: datetime,
    ) -> Reservation:
        """Reserve the key, or return what was reserved and perhaps answered before.

        Raises KeyReused when the fingerprint differs, and RequestInProgress when another
        holds it and its `until` has not passed.
        """

    def answered(self, key: RequestKey, answer: StoredAnswer) -> None:
        """Keep the answer for repetitions."""

    def release(self, key: RequestKey) -> None:
        """Forget a reservation whose request had no effect."""

    def forget(self, before: datetime) -> int:
        """Drop keys reserved before that moment and return how many."""
