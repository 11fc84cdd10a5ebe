"""Each question is a look at one index, also among many trades."""

from typing import Any

import pytest
from sqlalchemy import Select, event, insert, text

from adapters.database.sql import SqlDatabase
from adapters.ticks import sql_asking, sql_bases, sql_hours, sql_keeping, sql_minutes, sql_spans
from adapters.ticks.packing import key
from adapters.ticks.sql_forgetting import SOME
from adapters.ticks.sql_incidents import OF_A_MARKET
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from adapters.ticks.tables import tick_bases, tick_hours, tick_spans
from domain.ticks.market import Feed, MarketId
from domain.ticks.moments import MINUTE, SECOND
from domain.ticks.trade import MOST_ID
from support.trades import START, a_trade

MANY, OTHERS = 6_000, range(10, 40)
ONE = MarketId(2)
GIVEN: dict[str, Any] = {
    "market": ONE, "least": key(ONE, 0), "most": key(ONE, MOST_ID), "after": key(ONE, 90),
    "second": START // SECOND + 500, "since": START + 10 * MINUTE, "until": START + 20 * MINUTE,
    "many": 9, "first": 500, "last": 900, "keys": [key(ONE, 90), key(ONE, 95)],
    "starts": [START + MINUTE], "upto": key(ONE, 900), "before": 5,
}  # fmt: skip
QUESTIONS = {
    "newest": sql_asking.NEWEST,
    "last_before": sql_asking.LAST_BEFORE,
    "ranges": sql_asking.BETWEEN,
    "trades": sql_asking.FROM,
    "spans near": sql_spans.NEAR,
    "known ids": sql_keeping.THERE,
    "known bases": sql_bases.HELD,
    "known minutes": sql_minutes.HELD,
    "known hours": sql_hours.HELD,
    "next to be forgotten": SOME,
    "incidents": OF_A_MARKET,
}
INDEX = ("pk_tick_", "ix_tick_", "PRIMARY KEY")
FEW = ("SCAN CONSTANT ROW", "Seq Scan on tick_markets")
"""What may be looked through: there are as few markets as that."""
SLOW = ("Seq Scan", "Sort", "SCAN", "TEMP B-TREE")


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_question_is_answered_by_an_index(database: SqlDatabase, name: str) -> None:
    fill(database)
    plan = explained(database, QUESTIONS[name])
    for one in FEW:
        plan = plan.replace(one, "")
    assert [one for one in SLOW if one in plan] == [], plan
    assert any(one in plan for one in INDEX), plan


def explained(database: SqlDatabase, asked: Select[Any]) -> str:
    word = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[database.engine.dialect.name]

    def explain(*told: Any) -> tuple[str, Any]:
        _connection, _cursor, written, parameters, *_rest = told
        return f"{word} {written}", parameters

    with database.writing() as connection:
        event.listen(connection, "before_cursor_execute", explain, retval=True)
        names = asked.compile(dialect=database.engine.dialect).params
        given = {name: GIVEN[name] for name in names if name in GIVEN}
        raw: Any = connection.execute(asked, given).cursor  # its columns are a plan's
        return "\n".join(str(row) for row in raw.fetchall())


def fill(database: SqlDatabase) -> None:
    """Keep trades of several markets, with many holes in them, and what went wrong with them."""
    for symbol in ("AA", "BB", "CC"):
        market = SqlMarkets(database).opened(symbol, Feed.TRADES)
        fence = SqlLeadership(database).lead(market.id, "one", 60)
        assert fence is not None
        trades = [a_trade(number * 9 // 8, number * SECOND) for number in range(MANY)]
        SqlKeptTrades(database).keep(market.id, trades, fence)
    with database.writing() as connection:
        for number in range(300):
            connection.exec_driver_sql(
                "INSERT INTO tick_incidents (market, what, at, detail, raw, size)"
                f" VALUES ({number % 3 + 1}, 'uneven', 0, '', '', 0)"
            )
        span = dict.fromkeys(("last", "first_trade", "last_trade", "since", "until"), 0)
        connection.execute(
            insert(tick_spans),
            [{"market": one, "first": at, **span} for one in OTHERS for at in range(500)],
        )
        base = dict.fromkeys(sql_bases.TOLD_FROM, 0)
        connection.execute(
            insert(tick_bases),
            [
                {"key": key(MarketId(one), at << sql_bases.BITS) >> sql_bases.BITS, **base}
                for one in OTHERS
                for at in range(500)
            ],
        )
        connection.execute(
            insert(tick_hours),
            [
                {"key": key(MarketId(one), at), "minutes": b""}
                for one in OTHERS
                for at in range(500)
            ],
        )
        if connection.dialect.name == "postgresql":
            for table in ("trades", "bases", "seconds", "minutes", "hours", "spans", "incidents"):
                connection.execute(text(f"ANALYZE tick_{table}"))
        connection.commit()
