"""What docs/ticks-sql.md shows comes out as shown, on both databases."""

import csv
import re
from pathlib import Path

from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from domain.ticks.amounts import amount
from domain.ticks.market import Feed
from domain.ticks.trade import Trade

PAGE = Path(__file__).parents[3] / "docs" / "ticks-sql.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def test_each_question_comes_out_as_shown(database: SqlDatabase) -> None:
    (_, sample), *blocks = BLOCK.findall(PAGE.read_text())
    keep(database, [a_trade(row) for row in csv.DictReader(sample.splitlines())])
    questions = [text for kind, text in blocks if kind == "sql"]
    shown = [text for kind, text in blocks if kind == "text"]
    assert len(questions) == len(shown) == 3
    assert [printed(database, one) for one in questions] == shown


def printed(database: SqlDatabase, question: str) -> str:
    with database.reading() as connection:
        found = connection.exec_driver_sql(question)
        lines = [list(found.keys()), *found]
    return "".join("|".join(map(str, line)) + "\n" for line in lines)


def keep(database: SqlDatabase, trades: list[Trade]) -> None:
    for symbol, some in (("ETHUSDT", trades[:2]), ("BTCUSDT", trades)):
        market = SqlMarkets(database).opened(symbol, Feed.AGGREGATES)
        fence = SqlLeadership(database).lead(market.id, "one", 60)
        assert fence is not None
        SqlKeptTrades(database).keep(market.id, some, fence)


def a_trade(row: dict[str, str]) -> Trade:
    number, time, first, last = (int(row[name]) for name in ("id", "time", "first_id", "last_id"))
    (price, _), (quantity, _) = amount(row["price"]), amount(row["quantity"])
    return Trade(number, time, price, quantity, first, last, 0, time)
