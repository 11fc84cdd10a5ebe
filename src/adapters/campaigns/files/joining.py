"""Rows of many lines: whose quoted cells have line breaks in them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from adapters.campaigns.files.digits import WORD, Ints
from domain.campaigns.rows import LONGEST_ROW, RowGrammar

LF, CR = 10, 13
PLAIN, DELIMITER, QUOTE, END, DOUBTFUL = range(5)
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marks:
    """The bytes of a block that are no plain ones: where they stand, and what they are."""

    given: NDArray[np.uint8]
    places: Ints
    what: NDArray[np.uint8]
    line: Ints = field(init=False)
    """The number of each one's line."""

    def __post_init__(self) -> None:
        is_end = self.what == END
        object.__setattr__(self, "line", np.cumsum(is_end) - is_end)

    @property
    def quoted(self) -> bool:
        return bool((self.what == QUOTE).any())

    def inside(self) -> Flags:
        """Tell of each whether an odd number of quotes stands before it in its line."""
        is_quote, is_end = self.what == QUOTE, self.what == END
        before: Ints = np.cumsum(is_quote) - is_quote
        at_start = np.concatenate(([0], before[is_end]))
        odd: Flags = ((before - at_start[self.line]) & 1).astype(bool)
        return odd


def misplaced(grammar: RowGrammar, marks: Marks, inside: Flags) -> Ints:
    """Return which quotes do not open at a cell's begin, or do not close at its end.

    `inside` tells of each mark whether it stands in a quoted cell.
    """
    before_open, after_close = _tables(grammar)
    quotes = np.flatnonzero(marks.what == QUOTE)
    places, closing = marks.places[quotes], inside[quotes]
    after = marks.given[places + 1]
    fine = np.where(closing, after_close[after], before_open[marks.given[places - 1]])
    at_cr = np.flatnonzero(closing & (after == CR))
    fine[at_cr] = marks.given[np.minimum(places[at_cr] + 2, len(marks.given) - 1)] == LF
    return quotes[~fine]


def joined(grammar: RowGrammar, padded: bytes, marks: Marks, *, last: bool) -> Marks:
    """Return the marks without the line ends that lie within rows.

    That is so where a line leaves a quote open and the next line with an odd number of quotes
    closes it; between them are none that might be rows. Wherever that is not plain, the grammar is
    asked: it sees to these rows itself.
    """
    line = marks.line
    is_end = marks.what == END
    lines = int(is_end.sum())
    quotes = np.bincount(line[marks.what == QUOTE], minlength=lines)
    odd = np.flatnonzero(quotes & 1)
    if len(odd) == 0:
        return marks
    inner = _within(_Facts(grammar, padded, marks, line, quotes), odd.tolist(), last=last)
    keep = np.ones(len(marks.places), bool)
    keep[np.flatnonzero(is_end)[inner]] = False
    return dataclasses.replace(marks, places=marks.places[keep], what=marks.what[keep])


class _Facts:
    """What is known of each line by itself, as lists: they are asked one by one."""

    def __init__(
        self, grammar: RowGrammar, padded: bytes, marks: Marks, line: Ints, quotes: Ints
    ) -> None:
        self.grammar, self.block = grammar, padded[WORD:]
        inside = marks.inside()
        many = len(quotes)
        opens, closes = np.ones(many, bool), np.ones(many, bool)
        opens[line[misplaced(grammar, marks, inside)]] = False
        closes[line[misplaced(grammar, marks, ~inside)]] = False
        cut = np.bincount(line[marks.what == DELIMITER], minlength=many)
        width = grammar.layout.width
        is_no_row = ~opens | (cut < width - 1) | ((quotes == 0) & (cut != width - 1))
        doubted = ~(closes & is_no_row)
        ends = marks.places[marks.what == END]
        self.opens, self.closes = opens.tolist(), closes.tolist()
        self.doubted: list[int] = np.concatenate(([0], np.cumsum(doubted))).tolist()
        self.ends: list[int] = (ends - WORD).tolist()

    def start(self, line: int) -> int:
        return self.ends[line - 1] + 1 if line else 0

    def is_plain(self, first: int, final: int) -> bool:
        """Return whether these lines are one row for sure."""
        return (
            self.opens[first]
            and self.closes[final]
            and self.doubted[final] == self.doubted[first + 1]
            and self.ends[final] - self.start(first) <= LONGEST_ROW
        )


def _within(facts: _Facts, odd: list[int], *, last: bool) -> list[int]:
    """Return the lines whose ends lie within a row; `odd` have an odd number of quotes."""
    inner, place = list[int](), 0
    while place < len(odd) - 1:
        first, final = odd[place], odd[place + 1]
        if facts.is_plain(first, final):
            inner.extend(range(first, final))
            place += 2
            continue
        row: Any = facts.grammar.row_at(facts.block, facts.start(first), last=last)
        if row is None:
            break
        while place < len(odd) and facts.start(odd[place]) < row.next:
            place += 1
    return inner


def _tables(grammar: RowGrammar) -> tuple[Flags, Flags]:
    before, after = np.zeros(256, bool), np.zeros(256, bool)
    before[[ord(grammar.quote), ord(grammar.delimiter), LF]] = True
    after[[ord(grammar.quote), ord(grammar.delimiter), LF, CR]] = True
    return before, after
