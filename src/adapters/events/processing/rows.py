"""Backlogged events as rows, and rows as backlogged events."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from domain.events.backlog import Backlogged, Failure, Waiting
from domain.ids import OrganisationId


def to_row(item: Backlogged) -> dict[str, Any]:
    return {
        "id": item.id,
        "consumer": item.consumer,
        "position": item.position,
        "event_id": item.event_id,
        "organisation_id": item.organisation_id,
        "source": item.source,
        "external_id": item.external_id,
        "type": item.type,
        "lane": item.lane_name,
        "state": item.state.value,
        "reason": item.reason,
        "due_at": item.due_at,
        "attempts": item.attempts,
        "failures": [
            {"at": one.at.isoformat(), "code": one.code, "detail": one.detail}
            for one in item.failures
        ],
    }


def to_item(row: Row[Any]) -> Backlogged:
    return Backlogged(
        id=row.id,
        consumer=row.consumer,
        position=row.position,
        event_id=row.event_id,
        organisation_id=OrganisationId(row.organisation_id),
        source=row.source,
        external_id=row.external_id,
        type=row.type,
        lane_name=row.lane,
        state=Waiting(row.state),
        reason=row.reason,
        due_at=row.due_at,
        attempts=row.attempts,
        failures=tuple(
            Failure(datetime.fromisoformat(one["at"]), one["code"], one["detail"])
            for one in row.failures
        ),
    )
