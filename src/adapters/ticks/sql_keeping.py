"""Trades on their way into a relational database, with all that they change: one transaction.

PostgreSQL lets one at a time keep a market's trades, by its row; SQLite lets one at a time write.
So what is found there stays as it is until the commit, and what is new is plainly inserted.
"""

from collections.abc import Sequence
from dataclasses import field

from sqlalchemy import Connection, bindparam, select, update

from adapters.clock import SystemClock
from adapters.database.chunks import chunks
from adapters.database.in_transaction import change, find
from adapters.database.sql import SqlDatabase
from adapters.ticks.inserting import insert_closes, insert_trades
from adapters.ticks.packing import key, packed, unpacked
from adapters.ticks.sql_bases import FULL_TRADES, from_bases
from adapters.ticks.sql_minutes import keep_minutes
from adapters.ticks.sql_spans import keep_spans, spans_near
from adapters.ticks.sql_turns import note_corrected, take_market
from adapters.ticks.tables import tick_spans, tick_trades
from application.clock import Clock
from application.service import service
from application.ticks.ports import Fence, Kept
from domain.ticks.columns import columns, ids_of, in_time
from domain.ticks.market import MarketId
from domain.ticks.moments import MINUTE
from domain.ticks.ranges import closes_in, ranges_in
from domain.ticks.received import Received
from domain.ticks.spans import Span, spans_in
from domain.ticks.trade import Trade

SPANS = tick_spans.c
THERE = FULL_TRADES.where(tick_trades.c.key.in_(bindparam("keys", expanding=True)))
LAST_SPAN = (
    select(SPANS.first)
    .where(SPANS.market == bindparam("its"))
    .order_by(SPANS.first.desc())
    .limit(1)
)
HEARD = (
    update(tick_spans)
    .where(
        SPANS.market == bindparam("its"),
        SPANS.first == LAST_SPAN.scalar_subquery(),
        SPANS.heard < bindparam("upto"),
    )
    .values(heard=bindparam("upto"))
)


@service
class SqlKeptTrades:
    database: SqlDatabase
    clock: Clock = field(default_factory=SystemClock)

    def keep(self, market: MarketId, trades: Sequence[Trade], fence: Fence) -> Kept:
        with self.database.writing() as connection:
            forgotten = take_market(connection, market, fence)
            if not trades:
                return Kept(0, 0)
            ids = ids_of(trades)
            near = spans_near(connection, market, min(ids), max(ids))
            received = Received.of(trades, _there(connection, market, ids, near, forgotten))
            if received.new:
                _keep_new(connection, market, received.new, near)
                if max((span.last for span in near), default=0) > min(ids_of(received.new)):
                    note_corrected(connection, market, self.clock)
                connection.commit()
        return Kept(len(received.new), received.held, received.conflicts)

    def heard(self, market: MarketId, until: int, fence: Fence) -> None:
        with self.database.writing() as connection:
            take_market(connection, market, fence)
            change(connection, HEARD, {"its": market, "upto": until})
            connection.commit()


def _keep_new(
    connection: Connection, market: MarketId, new: Sequence[Trade], near: Sequence[Span]
) -> None:
    told = columns(new)
    ordered = in_time(told)
    insert_trades(connection, from_bases(connection, packed(market, told)))
    insert_closes(connection, market, closes_in(ordered))
    keep_minutes(connection, market, ranges_in(ordered, MINUTE))
    keep_spans(connection, market, near, spans_in(told))


def _there(
    connection: Connection,
    market: MarketId,
    ids: Sequence[int],
    near: Sequence[Span],
    forgotten: int,
) -> dict[int, Trade | None]:
    """Return which of these ids are held; most often no span has any of them."""
    first, last = min(ids), max(ids)
    over = [span for span in near if span.first <= last and span.last >= first]
    held = {one for span in over for one in ids if span.first <= one <= span.last}
    there: dict[int, Trade | None] = dict.fromkeys(one for one in held if one <= forgotten)
    for some in chunks(held):
        keys = [key(market, number) for number in some]
        rows = map(unpacked, find(connection, THERE, {"keys": keys}))
        there.update((trade.id, trade) for trade in rows)
    return there
