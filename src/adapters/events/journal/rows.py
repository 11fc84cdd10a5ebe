"""Entries as rows, and rows as entries."""

from typing import Any

from sqlalchemy import Row

from domain.events.entry import Entry, Journalled
from domain.ids import OrganisationId, UserId


def to_row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "organisation_id": entry.organisation_id,
        "told_by": entry.told_by,
        "source": entry.source,
        "external_id": entry.external_id,
        "type": entry.type,
        "lane": entry.lane,
        "digest": entry.digest,
        "key_id": entry.key_id,
        "sealed": entry.sealed,
        "occurred_at": entry.occurred_at,
        "received_at": entry.received_at,
        "late": entry.late,
        "sequence": entry.sequence,
        "traceparent": entry.traceparent,
    }


def to_journalled(row: Row[Any]) -> Journalled:
    entry = Entry(
        id=row.id,
        organisation_id=OrganisationId(row.organisation_id),
        told_by=UserId(row.told_by),
        source=row.source,
        external_id=row.external_id,
        type=row.type,
        lane=row.lane,
        digest=row.digest,
        key_id=row.key_id,
        sealed=row.sealed,
        occurred_at=row.occurred_at,
        received_at=row.received_at,
        late=row.late,
        sequence=row.sequence,
        traceparent=row.traceparent,
    )
    return Journalled(row.position, entry)
