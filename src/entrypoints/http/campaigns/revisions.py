"""What was said of a fact, one time after the other, over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from application.campaigns.rankings.read_revisions import ReadRevisions
from domain.campaigns.rankings.revision import Fact, Revision
from domain.campaigns.rate import MOST
from domain.campaigns.rules import LONGEST_ID
from entrypoints.http.answer import answer
from entrypoints.http.campaigns.revision_cursor import after_cursor, cursor_after
from entrypoints.http.openapi import answers
from entrypoints.http.packed_cursor import LONGEST
from entrypoints.http.paging import MOST as MOST_ITEMS
from entrypoints.http.query_fields import Storable
from entrypoints.http.shapes import Moment
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "performance-revisions",
    __name__,
    url_prefix="/api/v1/performance-revisions",
    description="What published rows said of one campaign, influencer and day: the last counts.",
)


class FactQuery(Schema):
    campaign_id = fields.Integer(required=True, validate=validate.Range(min=0, max=MOST))
    influencer_id = Storable(required=True, validate=validate.Length(min=1, max=LONGEST_ID))
    day = fields.Date(required=True)
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=MOST_ITEMS))
    cursor = fields.String(
        validate=validate.Length(min=1, max=LONGEST),
        metadata={"description": "The `next_cursor` of the page before, of the same fact."},
    )


class RevisionView(msgspec.Struct):
    """`counts` says whether rankings take this one: it is the last that was said."""

    file_id: UUID
    row: int
    received_at: Moment
    likes: int
    comments: int
    shares: int
    views: int
    engagement_rate: float
    counts: bool

    @classmethod
    def of(cls, one: Revision, *, is_last: bool) -> RevisionView:
        told = one.counts
        return cls(
            file_id=one.file_id,
            row=one.row,
            received_at=one.received_at,
            likes=told.likes,
            comments=told.comments,
            shares=told.shares,
            views=told.views,
            engagement_rate=float(told.rate),
            counts=is_last,
        )


class RevisionList(msgspec.Struct):
    """Published rows, the last one first."""

    items: list[RevisionView]
    next_cursor: str | None


@blueprint.get("")
@blueprint.arguments(FactQuery(), location="query")
@answers(blueprint, 200, RevisionList, says="The last one first.", refuses=(422,))
def revisions(query: dict[str, Any]) -> Response:
    """List what was said of a fact: a later row, or one of a file that came later, revises it."""
    fact = Fact(query["campaign_id"], query["influencer_id"], query["day"])
    given = query.get("cursor")
    before = after_cursor(given, fact) if given else None
    found = use(ReadRevisions)(acting(), fact, query["limit"], before)
    shown = [RevisionView.of(one, is_last=one.said == found.newest) for one in found.items]
    more = cursor_after(found.items[-1], fact) if found.more else None
    return answer(RevisionList(shown, more))
