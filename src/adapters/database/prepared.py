"""Statements that are asked all the time, handed to the driver ready made.

What SQLAlchemy does around a statement takes ten times as long as SQLite takes for a short one, and
PostgreSQL's driver is told three statements for each of its reads.
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
WHOLE_LIST = re.compile(r"IN \(__\[POSTCOMPILE_(\w+)\]\)")
Processor = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """`given` are the parameters in their order, `found` the columns; each with how it is turned.

    `fixed` are parameters that are part of the statement. For a list `sql` has SQLAlchemy's mark,
    where parameters go by their place; where they are `named`, a list is one of them.
    """

    sql: str
    fixed: Mapping[str, Any]
    given: Sequence[tuple[str, Processor]]
    found: Sequence[tuple[int, Processor]]
    row: Callable[..., Any]
    named: bool

    def rows(self, ask: Callable[..., Sequence[Any]], values: Mapping[str, Any]) -> list[Any]:
        rows = ask(*(self._named(values) if self.named else self._placed(values)))
        if not self.found:
            return [self.row(*cells) for cells in rows]
        return [self.row(*self._turned(cells)) for cells in rows]

    def _placed(self, values: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
        written = LIST.sub(lambda mark: ", ".join("?" * len(values[mark[1]])), self.sql)
        whole, parameters = {**self.fixed, **values}, list[Any]()
        for name, turned in self.given:
            value = whole[name]
            parameters += map(turned, value) if isinstance(value, list) else [turned(value)]
        return written, parameters

    def _named(self, values: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        whole = {**self.fixed, **values}
        return self.sql, {
            name: [*map(turned, whole[name])]
            if isinstance(whole[name], list)
            else turned(whole[name])
            for name, turned in self.given
        }

    def _turned(self, cells: Sequence[Any]) -> Sequence[Any]:
        made = list(cells)
        for place, turned in self.found:
            made[place] = turned(made[place])
        return made


def asked(database: SqlDatabase, statement: Select[Any], values: Mapping[str, Any]) -> list[Any]:
    """Run one reading statement by itself; raises Unavailable.

    `statement` is a constant: it is kept, and its parameters are all in `values`, a list for each
    that expands.
    """
    return prepared(statement, database.engine.dialect).rows(database.ask, values)


@cache
def prepared(statement: Select[Any], dialect: Dialect) -> Prepared:
    compiled: Any = statement.compile(dialect=dialect)
    binds, columns = compiled.binds, statement.selected_columns
    names = compiled.positiontup or list(compiled.bind_names.values())
    turns = [one.type.dialect_impl(dialect).result_processor(dialect, None) for one in columns]
    return Prepared(
        compiled.string if compiled.positional else _with_lists(compiled.string),
        {name: value for name, value in compiled.params.items() if not binds[name].required},
        [
            (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect) or same)
            for name in names
        ],
        [(place, turn) for place, turn in enumerate(turns) if turn],
        namedtuple("Row", columns.keys()),
        named=not compiled.positional,
    )


def _with_lists(sql: str) -> str:
    """Let a list be one parameter: the statement stays the same however long it is."""
    return WHOLE_LIST.sub(r"= ANY(%(\1)s)", sql)


def same(value: Any) -> Any:
    return value
