"""Statements compiled once: SQL in the driver's own words, and how each value is turned.

What SQLAlchemy does around a statement takes ten times as long as SQLite takes for a short one.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Executable

from adapters.database.arrays import listed

LIST = re.compile(r"__\[POSTCOMPILE_(\w+)\]")
WHOLE_LIST = re.compile(r"IN \(__\[POSTCOMPILE_(\w+)\]\)")
Processor = Callable[[Any], Any]
Parameters = Mapping[str, Any] | Sequence[Any]
MADE: dict[tuple[str, Executable, tuple[str, ...]], "Prepared"] = {}
"""By the database's kind, the statement and the names of what is given; statements are constants,
so that there are only so many.
"""


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
    lists: bool

    def filled(self, values: Mapping[str, Any]) -> tuple[str, Parameters]:
        """Return what the driver is told."""
        return self._named(values) if self.named else self._placed(values)

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """Return what the driver found as named rows."""
        if not self.found:
            return [self.row(*cells) for cells in found]
        return [self.row(*self._turned(cells)) for cells in found]

    def _placed(self, values: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
        whole = {**self.fixed, **values} if self.fixed else values
        if not self.lists:
            return self.sql, [turned(whole[name]) for name, turned in self.given]
        written = LIST.sub(lambda mark: ", ".join("?" * len(values[mark[1]])), self.sql)
        parameters = list[Any]()
        for name, turned in self.given:
            value = whole[name]
            parameters += map(turned, value) if isinstance(value, list) else [turned(value)]
        return written, parameters

    def _named(self, values: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        whole = {**self.fixed, **values}
        return self.sql, {
            name: listed([*map(turned, whole[name])])
            if self.lists and isinstance(whole[name], list)
            else turned(whole[name])
            for name, turned in self.given
        }

    def _turned(self, cells: Sequence[Any]) -> Sequence[Any]:
        made = list(cells)
        for place, turned in self.found:
            made[place] = turned(made[place])
        return made


def prepared(statement: Executable, dialect: Dialect, given: tuple[str, ...] = ()) -> Prepared:
    """Return the statement as it was compiled first; an insert also names what is `given`."""
    key = dialect.name, statement, given
    made = MADE.get(key)
    if made is None:
        made = MADE[key] = _compiled(statement, dialect, given)
    return made


def _compiled(statement: Any, dialect: Dialect, given: tuple[str, ...]) -> Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=given or None)
    binds, columns = compiled.binds, getattr(statement, "exported_columns", {})
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
        lists="POSTCOMPILE" in compiled.string,
    )


def _with_lists(sql: str) -> str:
    """Let a list be one parameter: the statement stays the same however long it is."""
    return WHOLE_LIST.sub(r"= ANY(%(\1)s)", sql)


def same(value: Any) -> Any:
    return value
