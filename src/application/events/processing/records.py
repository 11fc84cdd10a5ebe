"""How an event stands in the log: its heading in the open, and what it says under a seal."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from application.messaging.ports import EventId, EventRecord
from domain.events.entry import Journalled
from domain.events.seen import SeenEvent
from domain.ids import UserId

TOPIC, NAME = "events", "event"


def record(kept: Journalled, sealed: bytes | None) -> EventRecord:
    """Return an entry as the log has it, with what is sealed or without."""
    entry = kept.entry
    facts = facts_of(
        kept.position, entry.told_by, entry.source, entry.external_id, entry.type, entry.key_id,
        entry.received_at, entry.sequence,
    )  # fmt: skip
    if sealed is not None:
        facts["sealed"] = b64encode(sealed).decode()
    return EventRecord(
        EventId(entry.id), TOPIC, entry.lane, NAME, entry.organisation_id, entry.occurred_at, facts,
        entry.traceparent,
    )  # fmt: skip


def facts_of(
    position: int, told_by: UUID, source: str, external_id: str, type: str, key_id: UUID,
    received_at: datetime, sequence: int | None,
) -> dict[str, str | int | None]:  # fmt: skip
    """Return a heading; its members go by their place, for it is made for each event."""
    return {
        "position": position,
        "source": source,
        "external_id": external_id,
        "type": type,
        "sequence": sequence,
        "told_by": _written(told_by),
        "received_at": received_at.isoformat(),
        "key_id": _written(key_id),
    }


@lru_cache(4096)
def _written(id: UUID) -> str:
    """Write it once, as it is read."""
    return str(id)


@lru_cache(4096)
def _id(text: str) -> UUID:
    """Read it once: most events have the sender and the key of others."""
    return UUID(text)


def heading(record: EventRecord) -> SeenEvent:
    """Return what the log says in the open; `data` is None, and `sealed` empty if it has none."""
    facts: Mapping[str, Any] = record.facts
    return SeenEvent(
        position=facts["position"],
        id=record.id,
        organisation_id=record.organisation_id,
        told_by=UserId(_id(facts["told_by"])),
        source=facts["source"],
        external_id=facts["external_id"],
        type=facts["type"],
        lane_name=record.key,
        key_id=_id(facts["key_id"]),
        data=None,
        sealed=facts.get("sealed", ""),
        occurred_at=record.happened_at,
        received_at=datetime.fromisoformat(facts["received_at"]),
        sequence=facts["sequence"],
        traceparent=record.traceparent,
    )
