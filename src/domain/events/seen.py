"""An event as consumers are given it: nothing personal is left in it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.events.json_value import JsonValue
from domain.ids import OrganisationId, UserId

Lane = tuple[OrganisationId, str]
"""Events of one organisation and key, told by the key's pseudonym: they keep their order."""


class SeenEvent(NamedTuple):
    """`sealed` is the same once more, under its subject's key (base64): keep that, not `data`."""

    position: int
    id: UUID
    organisation_id: OrganisationId
    told_by: UserId
    source: str
    external_id: str
    type: str
    lane_name: str
    key_id: UUID
    data: JsonValue
    sealed: str
    occurred_at: datetime
    received_at: datetime
    sequence: int | None = None
    traceparent: str | None = None

    @property
    def lane(self) -> Lane:
        return (self.organisation_id, self.lane_name)
