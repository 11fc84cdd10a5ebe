"""Give a projection the events of some time once more, and follow it."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.events.replays.begin_replay import BeginReplay, CancelReplay, NewReplay
from application.events.replays.read_replays import ReadReplays
from domain.events.replay import ReplayId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.events.replay_views import ReplayDraft, ReplayList, ReplayView
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, cursor, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "replays",
    __name__,
    url_prefix="/api/v1/replays",
    description="Projections made anew from the journal, beside what is live.",
)


@blueprint.post("")
@answers(
    blueprint,
    202,
    ReplayView,
    says="A worker replays it.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where to follow it."},
)
@idempotent(blueprint)
@reads(blueprint, ReplayDraft)
def begin(new_id: UUID, body: ReplayDraft) -> Response:
    """Replay what came in a stretch of time into a projection; managers may."""
    new = NewReplay(ReplayId(new_id), body.consumer, body.range(), body.replace)
    shown = ReplayView.of(use(BeginReplay)(acting(), new))
    return answer(shown, 202, {"Location": f"/api/v1/replays/{shown.id}"})


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, ReplayList, says="Replays, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List the organisation's replays, newest first."""
    page = use(ReadReplays)(acting(), window(query))
    return answer(ReplayList([ReplayView.of(one) for one in page.items], cursor(page.next)))


@blueprint.get("/<uuid:replay_id>")
@answers(blueprint, 200, ReplayView, says="How far it is.", refuses=(404,))
def find(replay_id: UUID) -> Response:
    """Follow a replay: what was read, applied and passed over, and why."""
    return answer(ReplayView.of(use(ReadReplays).one(acting(), ReplayId(replay_id))))


@blueprint.post("/<uuid:replay_id>/cancellation")
@answers(blueprint, 200, ReplayView, says="It goes no further.", refuses=(404, 409))
def cancel(replay_id: UUID) -> Response:
    """Cancel a replay: what is live stays as it is."""
    return answer(ReplayView.of(use(CancelReplay)(acting(), ReplayId(replay_id))))
