"""Take events in."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from entrypoints.http.events.allowances import LIMITS, counting, told_on_answers
from entrypoints.http.events.taking import taken
from entrypoints.http.events.views import AcceptedView, EventBody
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers, schema_of
from entrypoints.http.use import acting, cases
from entrypoints.http.whole_bodies import whole

blueprint = Blueprint(
    "events", __name__, url_prefix="", description="Tell events, and ask what became of them."
)
told_on_answers(blueprint)
EVENT: dict[str, Any] = {"schema": schema_of(EventBody)}
EVENTS: dict[str, Any] = {"schema": {"type": "array", "items": schema_of(EventBody)}}
TEXT: dict[str, Any] = {"schema": {"type": "string"}}
ANYTHING: dict[str, Any] = {"schema": {}}
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {"schema": {"anyOf": [EVENT["schema"], EVENTS["schema"]]}},
        "application/x-ndjson": TEXT,
        "application/cloudevents+json": ANYTHING,
        "application/cloudevents-batch+json": ANYTHING,
        "text/csv": TEXT,
    },
}


@blueprint.post("/register_event", endpoint="register_event")
@blueprint.post("/api/v1/events")
@blueprint.doc(requestBody=BODY)
@answers(
    blueprint,
    202,
    AcceptedView,
    says="What was taken is durable; `results` says what became of each event.",
    refuses=(409, 411, 413, 415, 422, 429),
    headers=LIMITS,
)
@idempotent(blueprint)
def tell(_id: UUID) -> Response:
    """Tell one event or many: as JSON, NDJSON, CloudEvents 1.0 or CSV, perhaps compressed."""
    by = acting()
    headers = {name.lower(): value for name, value in request.headers.items()}
    return taken(cases(), by, whole(), headers, counting())
