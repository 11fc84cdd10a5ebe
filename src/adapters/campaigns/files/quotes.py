"""Whether the quotes of each line stand where they may."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from adapters.campaigns.files.digits import Ints
from adapters.campaigns.files.marks import CR, LF, QUOTE, Flags, Marks
from domain.campaigns.rows import RowGrammar


@dataclass(frozen=True, slots=True)
class Quotes:
    """`inside` tells of each mark whether an odd number of quotes stands before it in its line.

    The rest is about lines: how many quotes each has; whether all of them open at a cell's begin
    and close at its end when the line begins outside of a quoted cell (`opens`), and when it
    begins inside of one (`closes`).
    """

    inside: Flags
    many: Ints
    opens: Flags
    closes: Flags

    @classmethod
    def of(cls, grammar: RowGrammar, marks: Marks) -> Quotes | None:
        """Return None where there is no quote."""
        is_quote = marks.what == QUOTE
        quotes = np.flatnonzero(is_quote)
        if len(quotes) == 0:
            return None
        inside = _inside(marks, is_quote)
        line, closing = marks.line[quotes], inside[quotes]
        may_open, may_close = _places(grammar, marks, marks.places[quotes])
        opens, closes = np.ones(marks.lines, bool), np.ones(marks.lines, bool)
        opens[line[~np.where(closing, may_close, may_open)]] = False
        closes[line[~np.where(closing, may_open, may_close)]] = False
        return cls(inside, np.bincount(line, minlength=marks.lines), opens, closes)


def _inside(marks: Marks, is_quote: Flags) -> Flags:
    """Count quotes in one byte each: only whether their number is odd is asked for."""
    until = np.cumsum(is_quote, dtype=np.uint8)
    at_start = np.concatenate((np.zeros(1, np.uint8), until[marks.ends[:-1]]))
    odd: Flags = ((until - is_quote - at_start.take(marks.line)) & np.uint8(1)).view(bool)
    return odd


def _places(grammar: RowGrammar, marks: Marks, places: Ints) -> tuple[Flags, Flags]:
    """Return of the quotes at these places which may open a cell, and which may close one."""
    opening, closing = _tables(grammar)
    after = marks.given[places + 1]
    may_close = closing[after]
    at_cr = np.flatnonzero(after == CR)
    # the block ends with LF, so that something follows a CR
    may_close[at_cr] = marks.given[places[at_cr] + 2] == LF
    return opening[marks.given[places - 1]], may_close


def _tables(grammar: RowGrammar) -> tuple[Flags, Flags]:
    before, after = np.zeros(256, bool), np.zeros(256, bool)
    before[[ord(grammar.quote), ord(grammar.delimiter), LF]] = True
    after[[ord(grammar.quote), ord(grammar.delimiter), LF, CR]] = True
    return before, after
