"""Markets over HTTP: the price, ranges, trades and gaps."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from application.clock import Clock
from application.ticks.read_prices import ReadPrices
from application.ticks.read_ranges import Asked, ReadRanges
from application.ticks.read_trades import ReadTrades
from domain.ticks.intervals import Interval
from domain.ticks.moments import MINUTE, bounded, microseconds
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.ticks.coverage_views import TradesCoverage
from entrypoints.http.ticks.queries import (
    A_DAY,
    SYMBOL,
    GapsQuery,
    PriceQuery,
    RangesQuery,
    TradesQuery,
    feed_of,
    place,
)
from entrypoints.http.ticks.rows import CSV, HEADERS, LINES, as_asked
from entrypoints.http.ticks.trade_views import GapsView, GapView, TradesView, TradeView
from entrypoints.http.ticks.views import MarketsView, MarketView, PriceView, RangesView
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "markets",
    __name__,
    url_prefix="/api/v1/markets",
    description="Trades of an exchange, exact, with what is missing.",
)
TEXT: dict[str, Any] = {"schema": {"type": "string"}}


@blueprint.get("")
@answers(blueprint, 200, MarketsView, says="Every market that is collected.")
def markets() -> Response:
    """List the markets."""
    return answer(MarketsView([MarketView.of(one) for one in use(ReadTrades).all(acting())]))


@blueprint.get("/<symbol>/price", parameters=[SYMBOL])
@blueprint.arguments(PriceQuery(), location="query")
@answers(blueprint, 200, PriceView, says="The price.", refuses=(404, 422))
def price(query: dict[str, Any], symbol: str) -> Response:
    """Tell the newest price, or the one `at` a second: its last trade's, or of one before it."""
    read, feed, at = use(ReadPrices), feed_of(query), query.get("at")
    if at is None:
        found, end = read.newest(acting(), symbol, feed), microseconds(use(Clock).now())
    else:
        end = microseconds(at)
        found = read.at(acting(), symbol, end, feed)
    return answer(PriceView.of(found.no_older(query.get("max_age"), end)))


@blueprint.get("/<symbol>/ranges", parameters=[SYMBOL])
@blueprint.arguments(RangesQuery(), location="query")
@blueprint.doc(responses={"200": {"content": {CSV: TEXT, LINES: TEXT}}})
@answers(
    blueprint,
    200,
    RangesView,
    says="By their beginning; as rows for who accepts those.",
    refuses=(404, 422),
    headers=HEADERS,
)
def ranges(query: dict[str, Any], symbol: str) -> Response:
    """Tell open, high, low, close, volume and count of intervals that begin in `from` .. `to`.

    Without `to` until now, without `from` for a day.
    """
    until = microseconds(query.get("until") or use(Clock).now())
    since = microseconds(query["since"]) if "since" in query else bounded(until) - A_DAY * MINUTE
    asked = Asked(query.get("cursor", since), until, Interval(query["interval"]), query["limit"])
    page = use(ReadRanges)(acting(), symbol, asked, feed_of(query))
    return as_asked(RangesView.of(page, query["interval"]))


@blueprint.get("/<symbol>/trades", parameters=[SYMBOL])
@blueprint.arguments(TradesQuery(), location="query")
@answers(blueprint, 200, TradesView, says="By id.", refuses=(404, 422))
def trades(query: dict[str, Any], symbol: str) -> Response:
    """List trades from an id on."""
    first = query.get("cursor", query["from_id"])
    page = use(ReadTrades).page(acting(), symbol, first, query["limit"], feed_of(query))
    items, gaps = [TradeView.of(one) for one in page.trades], [*map(GapView.of, page.missing)]
    coverage = TradesCoverage.of(page.coverage)
    return answer(TradesView(items, gaps, coverage, place(page.further)))


@blueprint.get("/<symbol>/gaps", parameters=[SYMBOL])
@blueprint.arguments(GapsQuery(), location="query")
@answers(blueprint, 200, GapsView, says="By id.", refuses=(404, 422))
def gaps(query: dict[str, Any], symbol: str) -> Response:
    """List the holes in what is held: trades that the exchange had and that are not here."""
    first = query.get("cursor", 0)
    found, further = use(ReadTrades).gaps(acting(), symbol, first, query["limit"], feed_of(query))
    return answer(GapsView([GapView.of(one) for one in found], place(further)))
