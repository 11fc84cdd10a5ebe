"""Domain events as records, and records as rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from adapters.ids import UuidV7Source
from application.messaging.partitions import refuse_too_large
from application.messaging.ports import EventId, EventRecord
from application.tracing import current_trace
from domain.event import DomainEvent
from domain.ids import OrganisationId


def recorded(events: Sequence[DomainEvent]) -> list[EventRecord]:
    """Give each event an identity and the trace it happened in; raises TooLarge."""
    trace, ids = current_trace(), UuidV7Source()
    records = [
        EventRecord(
            id=EventId(ids.new()),
            topic=event.topic,
            key=str(event.subject),
            name=event.name,
            organisation_id=event.organisation_id,
            happened_at=event.happened_at,
            facts=event.facts(),
            traceparent=str(trace) if trace else None,
        )
        for event in events
    ]
    refuse_too_large(records)  # here, where it undoes the change: the relay could but stop at it
    return records


def to_row(record: EventRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "topic": record.topic,
        "key": record.key,
        "name": record.name,
        "organisation_id": record.organisation_id,
        "happened_at": record.happened_at,
        "facts": dict(record.facts),
        "traceparent": record.traceparent,
    }


def to_record(row: Row[Any]) -> EventRecord:
    return EventRecord(
        id=EventId(row.id),
        topic=row.topic,
        key=row.key,
        name=row.name,
        organisation_id=OrganisationId(row.organisation_id),
        happened_at=row.happened_at,
        facts=row.facts,
        traceparent=row.traceparent,
    )
