"""Statements that are asked all the time, handed to SQLite's driver ready made.

What SQLAlchemy does around a statement takes ten times as long as SQLite takes for a short one.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Select

from adapters.database.sql import SqlDatabase

LIST = re.compile(r"__\[POSTCOMPILE_(\w+)\]")
Processor = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """`given` are the parameters in their order, `found` the columns; each with how it is turned.

    `fixed` are parameters that are part of the statement. For a list `sql` has SQLAlchemy's mark.
    """

    sql: str
    fixed: Mapping[str, Any]
    given: Sequence[tuple[str, Processor]]
    found: Sequence[Processor]
    row: Callable[..., Any]

    def rows(self, ask: Callable[..., Sequence[Any]], values: Mapping[str, Any]) -> list[Any]:
        written = LIST.sub(lambda mark: ", ".join("?" * len(values[mark[1]])), self.sql)
        named, parameters = {**self.fixed, **values}, list[Any]()
        for name, turned in self.given:
            value = named[name]
            parameters += map(turned, value) if isinstance(value, list) else [turned(value)]
        turn, row = self.found, self.row
        return [
            row(*[each(cell) for each, cell in zip(turn, cells, strict=True)])
            for cells in ask(written, parameters)
        ]


def asked(database: SqlDatabase, statement: Select[Any], values: Mapping[str, Any]) -> list[Any]:
    """Run one reading statement by itself; raises Unavailable.

    `statement` is a constant: it is kept, and its parameters are all in `values`, a list for each
    that expands.
    """
    dialect = database.engine.dialect
    if dialect.name == "sqlite":
        return prepared(statement, dialect).rows(database.ask, values)
    with database.reading() as connection:
        return list(connection.execute(statement, values).all())


@cache
def prepared(statement: Select[Any], dialect: Dialect) -> Prepared:
    compiled: Any = statement.compile(dialect=dialect)
    binds, columns = compiled.binds, statement.selected_columns
    return Prepared(
        compiled.string,
        {name: value for name, value in compiled.params.items() if not binds[name].required},
        [
            (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect) or same)
            for name in compiled.positiontup
        ],
        [one.type.dialect_impl(dialect).result_processor(dialect, None) or same for one in columns],
        namedtuple("Row", columns.keys()),
    )


def same(value: Any) -> Any:
    return value
