"""Spans of ids that are held, in a relational database."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select

from adapters.database.in_transaction import change, find
from adapters.database.inserts import save
from adapters.ticks.tables import tick_spans
from domain.ticks.market import MarketId
from domain.ticks.spans import Span, joined

SPANS = tick_spans.c
MARKETS = SPANS.market == bindparam("market")
COLUMNS = (
    SPANS.first,
    SPANS.last,
    SPANS.first_trade,
    SPANS.last_trade,
    SPANS.since,
    SPANS.until,
    SPANS.heard,
)
ALL = select(*COLUMNS).where(MARKETS).order_by(SPANS.first)
BEFORE = select(func.max(SPANS.first)).where(MARKETS, SPANS.first <= bindparam("first"))
AFTER = select(func.min(SPANS.first)).where(MARKETS, SPANS.first > bindparam("last"))
NEAR = ALL.where(
    SPANS.first >= func.coalesce(BEFORE.scalar_subquery(), bindparam("first")),
    SPANS.first <= func.coalesce(AFTER.scalar_subquery(), bindparam("last")),
)
GONE = delete(tick_spans).where(MARKETS, SPANS.first == bindparam("first"))


def spans_near(connection: Connection, market: MarketId, first: int, last: int) -> list[Span]:
    """Return those that hold these ids or lie beside them: no other can be joined."""
    asked = {"market": market, "first": first, "last": last}
    return [Span(*row) for row in find(connection, NEAR, asked)]


def keep_spans(
    connection: Connection, market: MarketId, near: Sequence[Span], new: Iterable[Span]
) -> None:
    """Join new ones with those near them."""
    now = {span.first: span for span in joined([*near, *new])}
    before = {span.first: span for span in near}
    for first in before.keys() - now.keys():
        change(connection, GONE, {"market": market, "first": first})
    for first, span in now.items():
        if before.get(first) != span:
            save(connection, tick_spans, _row(market, span))


def _row(market: MarketId, span: Span) -> dict[str, Any]:
    return {"market": market, **asdict(span)}
