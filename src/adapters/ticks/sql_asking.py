"""What is asked of trades, each a look at one index."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, case, select

from adapters.database.compiled import prepared
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.ticks.packing import key, unpacked
from adapters.ticks.sql_bases import FULL_TRADES
from adapters.ticks.sql_hours import HOUR, MINUTES, ranges
from adapters.ticks.sql_spans import ALL
from adapters.ticks.tables import tick_hours, tick_markets, tick_seconds, tick_trades
from application.service import service
from domain.ticks.market import MarketId
from domain.ticks.moments import SECOND
from domain.ticks.ranges import Range
from domain.ticks.spans import Span
from domain.ticks.trade import MOST_ID, Trade

TRADES, SECONDS, HOURS = tick_trades.c, tick_seconds.c, tick_hours.c
NEWEST = (
    FULL_TRADES.where(TRADES.key.between(bindparam("least"), bindparam("most")))
    .order_by(TRADES.key.desc())
    .limit(1)
)
CLOSE = (
    select(SECONDS.id)
    .where(SECONDS.market == bindparam("market"), SECONDS.second < bindparam("second"))
    .order_by(SECONDS.second.desc())
    .limit(1)
    .scalar_subquery()
)
LAST_BEFORE = FULL_TRADES.where(TRADES.key == bindparam("least") + CLOSE)
BETWEEN = (
    select(HOURS.key, HOURS.minutes)
    .where(HOURS.key.between(bindparam("least"), bindparam("most")))
    .order_by(HOURS.key)
    .limit(bindparam("many"))
)
GONE = (
    select(tick_markets.c.forgotten)
    .where(tick_markets.c.id == bindparam("market"))
    .scalar_subquery()
)
KEPT_AFTER: ColumnElement[int] = bindparam("least") + GONE
FROM = (
    FULL_TRADES.where(
        TRADES.key > case((bindparam("after") > KEPT_AFTER, bindparam("after")), else_=KEPT_AFTER),
        TRADES.key <= bindparam("most"),
    )
    .order_by(TRADES.key)
    .limit(bindparam("many"))
)
CORRECTED = select(tick_markets.c.corrected_at).where(tick_markets.c.id == bindparam("market"))


@service
class SqlAskedTrades:
    database: SqlDatabase

    def newest(self, market: MarketId) -> Trade | None:
        ends = {"least": key(market, 0), "most": key(market, MOST_ID)}
        return self._one(asked(self.database, NEWEST, ends))

    def last_before(self, market: MarketId, second: int) -> Trade | None:
        wanted = {"market": market, "second": -(-second // SECOND), "least": key(market, 0)}
        return self._one(asked(self.database, LAST_BEFORE, wanted))

    def ranges(self, market: MarketId, since: int, until: int, limit: int) -> Sequence[Range]:
        found, at, end = list[Range](), max(since, 0) // HOUR, min(-(-until // HOUR), MOST_ID)
        most = limit // MINUTES + 2  # as many as there are when each minute had a trade
        while len(found) < limit and at <= end:
            wanted = {"least": key(market, at), "most": key(market, end), "many": most}
            told = prepared(BETWEEN, self.database.engine.dialect).filled(wanted)
            hours = self.database.ask(*told)
            found.extend(ranges(hours, since, until))
            at = hours[-1][0] - key(market, 0) + 1 if len(hours) == most else end + 1
        return found[:limit]

    def trades(self, market: MarketId, first: int, limit: int) -> Sequence[Trade]:
        wanted = {
            "market": market,
            "least": key(market, 0),
            "most": key(market, MOST_ID),
            "after": key(market, first) - 1,
            "many": limit,
        }
        return [unpacked(row) for row in asked(self.database, FROM, wanted)]

    def spans(self, market: MarketId) -> Sequence[Span]:
        return [Span(*row) for row in asked(self.database, ALL, {"market": market})]

    def corrected_at(self, market: MarketId) -> int:
        return max(
            (row[0] for row in asked(self.database, CORRECTED, {"market": market})), default=0
        )

    def _one(self, rows: Sequence[Sequence[int]]) -> Trade | None:
        return unpacked(rows[0]) if rows else None
