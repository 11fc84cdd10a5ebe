"""That somebody was erased, and what is left of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import NotFound
from domain.ids import OrganisationId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """`subject` is a pseudonym. `key_id` is the key that was destroyed, if there was one."""

    id: UUID
    organisation_id: OrganisationId
    subject: str
    key_id: UUID | None
    asked_by: UserId
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """`sealed` counts what is kept there and can be read by nobody; `readable` what still can."""

    name: str
    sealed: int
    readable: int


class ErasureNotFound(NotFound):
    code = "erasure_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such erasure")
