"""List an organisation's events."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint
from marshmallow import fields, validate

from application.events.telling.list_events import ListEvents
from domain.events.history import Listed, Wanted
from domain.events.status import State
from entrypoints.http.answer import answer
from entrypoints.http.events.views import status_url
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, cursor, window
from entrypoints.http.query_fields import Instant, Storable
from entrypoints.http.shapes import Moment
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "event_history", __name__, url_prefix="/api/v1/events", description="Events that came."
)
NAME = validate.Length(min=1, max=255)


class EventLine(msgspec.Struct, omit_defaults=True):
    """`entry` is the journal's own id; `reason` says why it is in quarantine, or was erased."""

    entry: UUID
    source: str
    id: str
    type: str
    state: State
    received_at: Moment
    occurred_at: Moment
    attempts: int
    status_url: str
    reason: str | None = None

    @classmethod
    def of(cls, listed: Listed) -> EventLine:
        event = listed.event
        return cls(
            entry=event.entry,
            source=event.source,
            id=event.external_id,
            type=event.type,
            state=listed.state,
            received_at=event.place.received_at,
            occurred_at=event.occurred_at,
            attempts=listed.attempts,
            status_url=status_url(event.source, event.external_id),
            reason=listed.reason,
        )


class EventList(msgspec.Struct):
    """A page may be short, or empty, while `next_cursor` says that there is more to look at."""

    items: list[EventLine]
    next_cursor: str | None


class HistoryQuery(PageQuery):
    """`from` counts, `to` does not: when Portico received the event."""

    source = Storable(validate=NAME)
    type = Storable(validate=NAME)
    state = fields.Enum(State, by_value=True)
    since = Instant(data_key="from", metadata={"format": "date-time"})
    until = Instant(data_key="to", metadata={"format": "date-time"})


@blueprint.get("")
@blueprint.arguments(HistoryQuery(), location="query")
@answers(blueprint, 200, EventList, says="Events, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List the organisation's events, newest first, each with where it is now."""
    names = ("source", "type", "state", "since", "until")
    wanted = Wanted(**{name: query[name] for name in names if name in query})
    page = use(ListEvents)(acting(), wanted, window(query))
    return answer(EventList([EventLine.of(one) for one in page.items], cursor(page.next)))
