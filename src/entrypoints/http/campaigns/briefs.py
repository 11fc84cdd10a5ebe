"""Ask for a brief, and read how it came about."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.campaigns.briefs.create_brief import CreateBrief
from application.campaigns.briefs.read_briefs import ReadBriefs
from domain.campaigns.briefs.brief import BriefId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.campaigns.brief_views import BriefDraft, BriefList, BriefView
from entrypoints.http.campaigns.trace_views import TraceView
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, cursor, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "campaign-briefs",
    __name__,
    url_prefix="/api/v1/campaign-briefs",
    description="Words for a campaign, and what holds them up.",
)


@blueprint.post("")
@answers(
    blueprint,
    201,
    BriefView,
    says="The brief.",
    refuses=(404, 409, 413, 415, 422),
    headers={"Location": "Where it is kept."},
)
@idempotent(blueprint, keeps_body=False)  # words of documents go when those do
@reads(blueprint, BriefDraft)
def create(new_id: UUID, body: BriefDraft) -> Response:
    """Have a brief written; who asks the same within 30 minutes gets the same words.

    The same key again is the same brief, for as long as who asks may read it.
    """
    shown = BriefView.of(use(CreateBrief)(acting(), BriefId(new_id), body.asked()))
    return answer(shown, 201, {"Location": f"/api/v1/campaign-briefs/{shown.id}"})


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, BriefList, says="Briefs, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List the organisation's briefs, newest first."""
    page = use(ReadBriefs)(acting(), window(query))
    return answer(BriefList([BriefView.of(one) for one in page.items], cursor(page.next)))


@blueprint.get("/<uuid:brief_id>")
@answers(blueprint, 200, BriefView, says="The brief.", refuses=(404,))
def find(brief_id: UUID) -> Response:
    """Read a brief again."""
    return answer(BriefView.of(use(ReadBriefs).one(acting(), BriefId(brief_id))))


@blueprint.get("/<uuid:brief_id>/trace")
@answers(blueprint, 200, TraceView, says="How it came about.", refuses=(404,))
def trace(brief_id: UUID) -> Response:
    """Read every call of a tool and of the model behind a brief."""
    return answer(TraceView.of(use(ReadBriefs).one(acting(), BriefId(brief_id))))
