"""Who did best."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from application.campaigns.rankings.read_ranking import ReadRanking
from domain.campaigns.rankings.ranking import By, Filters
from domain.campaigns.rate import MOST
from entrypoints.http.answer import answer
from entrypoints.http.campaigns.ranking_cursor import after_cursor, cursor_after
from entrypoints.http.campaigns.ranking_views import RankingView
from entrypoints.http.openapi import answers
from entrypoints.http.packed_cursor import LONGEST
from entrypoints.http.paging import MOST as MOST_ITEMS
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "top-performers",
    __name__,
    url_prefix="/api/v1/top-performers",
    description="Rankings of published performance, by exact engagement rates.",
)


class RankingQuery(Schema):
    campaign_id = fields.Integer(validate=validate.Range(min=0, max=MOST))
    by = fields.String(load_default="row", validate=validate.OneOf([one.value for one in By]))
    min_views = fields.Integer(load_default=0, validate=validate.Range(min=0, max=2**62))
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=MOST_ITEMS))
    cursor = fields.String(
        validate=validate.Length(min=1, max=LONGEST),
        metadata={"description": "The `next_cursor` of the page before, with the same filters."},
    )
    explain = fields.Boolean(load_default=False)
    shrink = fields.Boolean(
        load_default=False,
        metadata={"description": "Rank by rates that are shrunken towards that of all."},
    )


@blueprint.get("")
@blueprint.arguments(RankingQuery(), location="query")
@answers(blueprint, 200, RankingView, says="The best first.", refuses=(422,))
def ranking(query: dict[str, Any]) -> Response:
    """Rank rows, or influencers by their sums; `explain` says why each stands where it does.

    With `shrink` few views are believed less: a rate is drawn towards the rate of all, as far as
    the differences between them may be chance.
    """
    filters = Filters(
        By(query["by"]), query.get("campaign_id"), query["min_views"], query["shrink"]
    )
    given = query.get("cursor")
    after = after_cursor(given, filters) if given else None
    limit, explain = query["limit"], query["explain"]
    ranked = use(ReadRanking)(acting(), filters, limit, after, explain=explain)
    more = cursor_after(ranked.standings[-1], filters, ranked.prior) if ranked.more else None
    return answer(RankingView.of(ranked, more))
