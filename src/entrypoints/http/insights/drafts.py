"""What models were told of customers and wrote, over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from application.insights.words.read_drafts import ReadDrafts
from domain.insights.words.draft import DraftId
from entrypoints.http.answer import answer
from entrypoints.http.insights.draft_views import DraftList, DraftView, ReplayedDraft
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, cursor, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "drafts",
    __name__,
    url_prefix="/api/v1/drafts",
    description="What a model was told of a customer, what it wrote, and what became of it.",
)


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, DraftList, says="Drafts, newest first.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List what models wrote in the last ninety days, newest first."""
    page = use(ReadDrafts)(acting(), window(query))
    return answer(DraftList([DraftView.of(one) for one in page.items], cursor(page.next)))


@blueprint.get("/<uuid:draft_id>")
@answers(blueprint, 200, DraftView, says="Prompt, retrieval and reply.", refuses=(404,))
def find(draft_id: UUID) -> Response:
    """Look at a draft: what the model was told, what it wrote, and how that was judged."""
    return answer(DraftView.of(use(ReadDrafts).one(acting(), DraftId(draft_id))))


@blueprint.post("/<uuid:draft_id>/replay")
@answers(blueprint, 200, ReplayedDraft, says="What came of it.", refuses=(404,))
def replay(draft_id: UUID) -> Response:
    """Have the model write once more from the same prompt; nothing is kept of it."""
    return answer(ReplayedDraft.of(use(ReadDrafts).replay(acting(), DraftId(draft_id))))
