"""Ask for trades that were never received."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.ticks.ask_backfill import AskBackfill, Progress, Wanted
from domain.ticks.backfill import BackfillId
from domain.ticks.moments import microseconds, told
from domain.ticks.trade import MOST_ID
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers
from entrypoints.http.shapes import Moment
from entrypoints.http.ticks.queries import SYMBOL, FeedQuery, feed_of
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "backfills",
    __name__,
    url_prefix="/api/v1/markets",
    description="Trades that are asked for once more.",
)
TradeId = Annotated[int, msgspec.Meta(ge=0, le=MOST_ID)]


class BackfillDraft(
    msgspec.Struct, forbid_unknown_fields=True, rename={"since": "from", "until": "to"}
):
    """Either ids, both included, or moments, `to` not included."""

    from_id: TradeId | None = None
    to_id: TradeId | None = None
    since: Moment | None = None
    until: Moment | None = None

    def wanted(self) -> Wanted:
        since, until = (
            None if one is None else microseconds(one) for one in (self.since, self.until)
        )
        return Wanted(self.from_id, self.to_id, since, until)


class BackfillView(msgspec.Struct, rename={"since": "from", "until": "to"}):
    """`waiting` until a collector knows which trades those are, then `filling`, then `complete`."""

    id: UUID
    symbol: str
    feed: str
    state: str
    missing: int | None
    from_id: int | None
    to_id: int | None
    since: Moment | None
    until: Moment | None
    asked_at: Moment

    @classmethod
    def of(cls, one: Progress) -> BackfillView:
        wanted, market = one.backfill, one.market
        return cls(
            id=wanted.id,
            symbol=market.symbol,
            feed=market.feed.value,
            state=one.state.value,
            missing=one.missing,
            from_id=wanted.first,
            to_id=wanted.last,
            since=None if wanted.since is None else told(wanted.since),
            until=None if wanted.until is None else told(wanted.until),
            asked_at=wanted.asked_at,
        )


@blueprint.post("/<symbol>/backfills", parameters=[SYMBOL])
@blueprint.arguments(FeedQuery(), location="query")
@answers(
    blueprint,
    202,
    BackfillView,
    says="A collector that follows the market will see to it.",
    refuses=(409, 413, 415, 422),
    headers={"Location": "Where to see how far it is."},
)
@idempotent(blueprint)
@reads(blueprint, BackfillDraft)
def ask(new_id: UUID, query: dict[str, Any], body: BackfillDraft, symbol: str) -> Response:
    """Ask for trades by their ids or their times; those that are here already cost nothing."""
    named, feed = BackfillId(new_id), feed_of(query)
    shown = BackfillView.of(use(AskBackfill)(acting(), named, symbol, body.wanted(), feed))
    where = f"/api/v1/markets/{shown.symbol}/backfills/{shown.id}?feed={shown.feed}"
    return answer(shown, 202, {"Location": where})


@blueprint.get("/<symbol>/backfills/<uuid:backfill_id>", parameters=[SYMBOL])
@blueprint.arguments(FeedQuery(), location="query")
@answers(blueprint, 200, BackfillView, says="How far it is.", refuses=(404, 422))
def find(query: dict[str, Any], symbol: str, backfill_id: UUID) -> Response:
    """See how far a backfill is."""
    found = use(AskBackfill).find(acting(), BackfillId(backfill_id), symbol, feed_of(query))
    return answer(BackfillView.of(found))
