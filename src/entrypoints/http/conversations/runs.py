"""Runs over HTTP: take up an answer's stream where it was lost."""

import re
from contextlib import ExitStack
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from application.conversations.read_conversations import FollowRun
from application.conversations.stop_run import StopRun
from domain.conversations.run import RunId
from entrypoints.http.answer import answer
from entrypoints.http.conversations.following import followed
from entrypoints.http.conversations.run_views import RunView
from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import answers, streams, takes_header
from entrypoints.http.seats import Seats
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "runs", __name__, url_prefix="/api/v1/runs", description="Answers while they are written."
)
EVENT_ID = re.compile(r"\d{1,9}", re.ASCII)
SCHEMA = {"type": "string", "pattern": r"^\d{0,9}$"}
"""Empty is what a browser sends that has seen none."""


@blueprint.get("/<uuid:run_id>/events")
@takes_header(blueprint, "Last-Event-ID", "The last event that you saw.", SCHEMA)
@answers(blueprint, 200, says="Its events, from the one after Last-Event-ID.", refuses=(404, 409))
@streams(blueprint, "Its events, from the one after Last-Event-ID.")
def events(run_id: UUID) -> Response:
    """Follow a run's events from the start, or from where a stream was lost."""
    seen = _last_seen()
    run = use(FollowRun).run(acting(), RunId(run_id))
    with ExitStack() as seat:
        seat.enter_context(use(Seats).taken())
        so_far = use(FollowRun).reached(acting(), run, seen)
        return followed(acting(), run, seat, so_far)


@blueprint.post("/<uuid:run_id>/stop")
@answers(blueprint, 202, RunView, says="It is over; `state` says how it ended.", refuses=(404,))
def stop(run_id: UUID) -> Response:
    """Stop an answer: what was told so far stays. One that is over already stays as it is."""
    return answer(RunView.of(use(StopRun)(acting(), RunId(run_id))), 202)


def _last_seen() -> int:
    given = request.headers.get("Last-Event-ID", "0").strip() or "0"
    if not EVENT_ID.fullmatch(given):
        raise Refusal(400, "event_id_unknown", "Last-Event-ID takes the id of an event of this run")
    return int(given)
