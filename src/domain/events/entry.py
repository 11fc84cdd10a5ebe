"""An event in the journal: what may be read of it, and the rest under a seal."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain.ids import OrganisationId, UserId


class Entry(NamedTuple):
    """`sealed` is the whole event under its subject's key; nothing else here is personal.

    `lane` stands for the event's key: entries of one organisation and lane are seen through one
    after another. `digest` tells whether another event with the same id says the same. `held` is
    why it is kept in quarantine, and not given on.
    """

    id: UUID
    organisation_id: OrganisationId
    told_by: UserId
    source: str
    external_id: str
    type: str
    lane: str
    digest: bytes
    key_id: UUID
    sealed: bytes
    occurred_at: datetime
    received_at: datetime
    late: bool = False
    sequence: int | None = None
    traceparent: str | None = None
    held: str | None = None


class Journalled(NamedTuple):
    """`position` counts the journal's entries in the order in which they were committed."""

    position: int
    entry: Entry


class Outcome(StrEnum):
    """What became of one event of a request."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"


class Admission(NamedTuple):
    """`id` is the journal's entry: of a duplicate or a conflict, the one that was there first.

    Of one that is quarantined it is the entry there.
    """

    outcome: Outcome
    id: UUID
