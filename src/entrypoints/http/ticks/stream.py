"""Trades as they come in, as server-sent events that can be resumed without a hole."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import Any

import msgspec
from flask import Response, request
from flask_smorest import Blueprint

from application.ticks.read_corrections import ReadCorrections
from application.ticks.read_trades import ReadTrades
from domain.principal import Principal
from domain.ticks.market import Market
from domain.ticks.spans import Hole
from domain.ticks.trade import Trade
from entrypoints.http.errors import Refusal
from entrypoints.http.event_stream import OPENING, Event, frames, streamed
from entrypoints.http.openapi import answers, streams, takes_header
from entrypoints.http.seats import Seats
from entrypoints.http.ticks.corrections import Corrections
from entrypoints.http.ticks.queries import MOST, SYMBOL, FeedQuery, feed_of
from entrypoints.http.ticks.trade_views import TradeView
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "market-streams",
    __name__,
    url_prefix="/api/v1/markets",
    description="Trades as they come in.",
)
SEEN = re.compile(r"\d{1,18}", re.ASCII)
SCHEMA = {"type": "string", "pattern": r"^\d{0,18}$"}


class GapAhead(msgspec.Struct):
    """Trades that were not here when the next one was sent; numbers left out are none."""

    first_id: int
    last_id: int


ASK_AGAIN = Event(
    None,
    "ask_again",
    msgspec.json.encode(
        {
            "code": "corrections_missed",
            "detail": "Trades that were missing may have come while nobody followed: "
            "ask for gaps and ranges again.",
        }
    ),
)
"""Sent before anything else: which corrections somebody was told of is not kept."""


@blueprint.get("/<symbol>/stream", parameters=[SYMBOL])
@takes_header(blueprint, "Last-Event-ID", "The id of the last trade that you saw.", SCHEMA)
@blueprint.arguments(FeedQuery(), location="query")
@answers(blueprint, 200, says="Trades by id, from the one after it.", refuses=(404, 422))
@streams(blueprint, "`trade` events by id, from the one after Last-Event-ID, or new ones.")
def stream(query: dict[str, Any], symbol: str) -> Response:
    """Follow a market; a `gap` event says which trades were not received, before the next one.

    A `correction` says that such trades are here by now, or were none, with the minutes that they
    may have changed. With Last-Event-ID, `ask_again` comes first where such may have been told
    meanwhile.
    """
    by, seen = acting(), _last_seen()
    market, newest = use(ReadTrades).standing(by, symbol, feed_of(query))
    with ExitStack() as seat:
        seat.enter_context(use(Seats).taken())
        last = newest if seen is None else seen
        before = use(ReadTrades).at(by, market, last)
        corrections = Corrections(use(ReadCorrections), by, market, last)
        new = New(use(ReadTrades), by, market, last, before, corrections)
        opening = [OPENING]
        if seen is not None and use(ReadCorrections).may_have_missed(by, market, before):
            opening.append(ASK_AGAIN.frame())
        return streamed(chain(opening, frames(new)), seat)


class New:
    """What came in since it was asked last; `seen` is the id of the last trade sent, -1 before."""

    def __init__(
        self,
        read: ReadTrades,
        by: Principal,
        market: Market,
        seen: int,
        before: Trade | None,
        corrections: Corrections,
    ) -> None:
        self._read, self._by, self._market, self._seen = read, by, market, seen
        self._corrections = corrections
        self._before = before

    def __call__(self) -> Sequence[Event]:
        trades = self._read.after(self._by, self._market, self._seen, MOST)
        corrected = self._corrections(self._seen)  # whoever has these trades has been told of it
        return [*corrected, *(event for trade in trades for event in self._events(trade))]

    def _events(self, trade: Trade) -> Iterator[Event]:
        before = self._before or trade
        skipped = trade.first_id - 1 == before.last_id and before is not trade
        if 0 <= self._seen < trade.id - 1 and not skipped:
            gap = GapAhead(self._seen + 1, trade.id - 1)
            edges = before.time, trade.time
            self._corrections.missing(Hole(gap.first_id, gap.last_id, min(edges), max(edges)))
            yield Event(None, "gap", msgspec.json.encode(gap))
        self._seen, self._before = trade.id, trade
        yield Event(trade.id, "trade", msgspec.json.encode(TradeView.of(trade)))


def _last_seen() -> int | None:
    given = request.headers.get("Last-Event-ID", "").strip()
    if given and not SEEN.fullmatch(given):
        raise Refusal(400, "event_id_unknown", "Last-Event-ID takes the id of a trade")
    return int(given) if given else None
