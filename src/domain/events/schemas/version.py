"""One version of what events of a type look like; it never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.events.json_value import JsonValue
from domain.ids import OrganisationId, UserId


class Mode(StrEnum):
    """What becomes of an event that does not fit."""

    REJECT = "reject"
    QUARANTINE = "quarantine"
    WARN = "warn"


class Compatibility(StrEnum):
    """BACKWARD: it takes whatever the version before took."""

    BACKWARD = "backward"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaVersion:
    """`schema` is an object or a boolean; `version` counts from 1."""

    id: UUID
    organisation_id: OrganisationId
    type: str
    version: int
    schema: JsonValue
    mode: Mode
    compatibility: Compatibility
    made_by: UserId
    made_at: datetime
