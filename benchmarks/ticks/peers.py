"""What one would write at first: a table of prices, and questions that look into it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.ticks.trade import Trade

SYMBOL = "BTCUSDT"
COLUMNS = "symbol {text}, time BIGINT, id BIGINT, price {numeric}, quantity {numeric}"
TABLE = f"CREATE TABLE plain ({COLUMNS}, PRIMARY KEY (symbol, time, id))"
LATEST = "SELECT price FROM plain WHERE symbol = {p} ORDER BY time DESC, id DESC LIMIT 1"
AT = "SELECT price FROM plain WHERE symbol = {p} AND time < {p} ORDER BY time DESC, id DESC LIMIT 1"
TABLE_OF = """
SELECT time - time {rest} 60000000 AS minute, max(price), min(price), sum(quantity), count(*)
FROM plain WHERE symbol = {p} AND time >= {p} AND time < {p} GROUP BY 1 ORDER BY 1
"""
Rows = Sequence[Sequence[Any]]
Ask = Callable[[str, Sequence[object]], Rows]


@dataclass(frozen=True, slots=True)
class Plain:
    """`ask` runs a statement with what is given; `mark` stands for what is given in it."""

    name: str
    ask: Ask
    mark: str = "?"

    def latest(self) -> Any:
        return self.ask(LATEST.format(p=self.mark), [SYMBOL])[0][0]

    def at(self, end: int) -> Any:
        return self.ask(AT.format(p=self.mark), [SYMBOL, end])[0][0]

    def table(self, since: int, until: int) -> Rows:
        rest = "%%" if self.mark == "%s" else "%"
        return self.ask(TABLE_OF.format(p=self.mark, rest=rest), [SYMBOL, since, until])


def rows(trades: Iterable[Trade]) -> list[tuple[str, int, int, str, str]]:
    return [(SYMBOL, one.time, one.id, one.told_price, one.told_quantity) for one in trades]


def on_sqlite(file: str, batches: Iterable[Sequence[Trade]]) -> Plain:
    """SQLite makes a float of a numeric."""
    import sqlite3

    connection = sqlite3.connect(file)
    connection.execute(TABLE.format(text="TEXT", numeric="NUMERIC") + " WITHOUT ROWID")
    for batch in batches:
        connection.executemany("INSERT INTO plain VALUES (?, ?, ?, ?, ?)", rows(batch))
        connection.commit()
    return Plain("plain SQLite", _asking(connection))


def on_duckdb(file: str, batches: Iterable[Sequence[Trade]]) -> Plain:
    import duckdb
    import pandas

    connection = duckdb.connect(file)
    connection.execute("SET threads = 1")
    numeric = "DECIMAL(18, 8)"
    connection.execute(f"CREATE TABLE plain ({COLUMNS.format(text='VARCHAR', numeric=numeric)})")
    for batch in batches:
        names = ["symbol", "time", "id", "price", "quantity"]
        connection.register("batch", pandas.DataFrame(rows(batch), columns=names))
        connection.execute("INSERT INTO plain SELECT * FROM batch")
    return Plain("DuckDB", _asking(connection))


def on_postgres(connection: Any, batches: Iterable[Sequence[Trade]]) -> Plain:
    connection.execute(TABLE.format(text="TEXT", numeric="NUMERIC"))
    for batch in batches:
        with connection.cursor() as cursor, cursor.copy("COPY plain FROM STDIN") as copy:
            for row in rows(batch):
                copy.write_row(row)
    connection.execute("ANALYZE plain")
    return Plain("plain PostgreSQL", _asking(connection), "%s")


def _asking(connection: Any) -> Ask:
    """Return what asks a connection of either driver."""

    def ask(asked: str, given: Sequence[object]) -> Rows:
        rows: Rows = connection.execute(asked, given).fetchall()
        return rows

    return ask
