"""Ask where an event is."""

import re
from hashlib import sha256
from time import monotonic, sleep
from typing import Any

import msgspec
from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from application.events.telling.read_status import ReadStatus
from domain.events.status import EventStatus, State
from entrypoints.http.answer import answer
from entrypoints.http.events.views import StatusView
from entrypoints.http.openapi import answers
from entrypoints.http.query_fields import Storable
from entrypoints.http.seats import Seats
from entrypoints.http.use import acting, use

blueprint = Blueprint("event_status", __name__, url_prefix="", description="Where an event is.")
WAIT = re.compile(r"\bwait=(\d{1,3})\b")
LONGEST_SECONDS, LOOK_SECONDS = 30, 0.05
SETTLED = (State.PROCESSED, State.DEAD, State.QUARANTINED, State.ERASED)
PREFER = "`wait=10` waits so many seconds (30 at most) until it is processed or dead (RFC 7240)."
REVISION = {"ETag": "Changes with the status."}


class Preference(Schema):
    prefer = fields.String(data_key="Prefer", metadata={"description": PREFER})


class StatusQuery(Schema):
    source = Storable(required=True, validate=validate.Length(min=1, max=255))
    id = Storable(required=True, validate=validate.Length(min=1, max=255))


@blueprint.get("/get_status")
@blueprint.arguments(StatusQuery(), location="query")
@blueprint.arguments(Preference(), location="headers")
@answers(blueprint, 200, StatusView, says="Where it is.", refuses=(404, 422), headers=REVISION)
def asked(query: dict[str, Any], preference: dict[str, str]) -> Response:
    """Tell where an event is, by the source and the id under which it was told."""
    return _shown(query["source"], query["id"], preference)


@blueprint.get("/api/v1/events/<source>/<id>")
@blueprint.arguments(Preference(), location="headers")
@answers(blueprint, 200, StatusView, says="Where it is.", refuses=(404, 422), headers=REVISION)
def find(preference: dict[str, str], source: str, id: str) -> Response:
    """Tell where an event is: each step that it took, and how far each consumer is with it."""
    return _shown(source, id, preference)


def _shown(source: str, id: str, preference: dict[str, str]) -> Response:
    status = _waited(source, id, _seconds(preference))
    view = StatusView.of(status)
    tag = f'"{sha256(msgspec.json.encode(view)).hexdigest()[:16]}"'
    if request.headers.get("If-None-Match") == tag:
        return Response(status=304, headers={"ETag": tag})
    return answer(view, 200, {"ETag": tag})


def _waited(source: str, id: str, seconds: int) -> EventStatus:
    """Look until it is settled, or for as long as the request prefers to wait."""
    by, read = acting(), use(ReadStatus)
    status = read(by, source, id)
    if not seconds or status.state in SETTLED:
        return status
    until = monotonic() + seconds
    with use(Seats).taken():
        while status.state not in SETTLED and monotonic() < until:
            sleep(LOOK_SECONDS)
            status = read(by, source, id)
    return status


def _seconds(preference: dict[str, str]) -> int:
    found = WAIT.search(preference.get("prefer", ""))
    return min(int(found[1]), LONGEST_SECONDS) if found else 0
