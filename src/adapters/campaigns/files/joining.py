"""Rows of many lines: whose quoted cells have line breaks in them."""

from __future__ import annotations

from typing import Any

import numpy as np

from adapters.campaigns.files.digits import WORD, Ints
from adapters.campaigns.files.marks import DOUBTFUL, Flags, Marks
from adapters.campaigns.files.quotes import Quotes
from domain.campaigns.rows import LONGEST_ROW, RowGrammar


def goes_on(
    grammar: RowGrammar, padded: bytes, marks: Marks, quotes: Quotes, *, last: bool
) -> Flags:
    """Tell of each line whether its row goes on in the next one.

    That is so where a line leaves a quote open and the next line with an odd number of quotes
    closes it; between them are none that might be rows. Wherever that is not plain, the grammar is
    asked: it sees to these rows itself, and none of their lines goes on here.
    """
    odd = np.flatnonzero(quotes.many & 1)
    if len(odd) == 0:
        return np.zeros(marks.lines, bool)
    starts = marks.line_starts[odd] - WORD
    broken = np.flatnonzero(~_plain_pairs(grammar, marks, quotes, odd))
    pairs = _pairs(grammar, padded[WORD:], starts, broken, last=last)
    change = np.zeros(marks.lines, np.int8)
    change[odd[pairs]], change[odd[pairs + 1]] = 1, -1
    return np.cumsum(change, dtype=np.int8).view(bool)


def _plain_pairs(grammar: RowGrammar, marks: Marks, quotes: Quotes, odd: Ints) -> Flags:
    """Tell of each of these lines but the last whether it is one row up to the next of them."""
    doubted = np.concatenate(([0], np.cumsum(_doubted(grammar, marks, quotes))))
    first, final = odd[:-1], odd[1:]
    sizes = marks.places[marks.ends[final]] - marks.line_starts[first]
    between = doubted[final] - doubted[first + 1]
    plain: Flags = quotes.opens[first] & quotes.closes[final] & (between == 0)
    return plain & (sizes <= LONGEST_ROW)


def _doubted(grammar: RowGrammar, marks: Marks, quotes: Quotes) -> Flags:
    """Tell which lines may not be simply within a row: they close no cell well, or may be rows."""
    odd_ones = np.bincount(marks.line[marks.what == DOUBTFUL], minlength=marks.lines)
    cuts = np.diff(marks.ends, prepend=-1) - 1 - quotes.many - odd_ones
    wanted = grammar.layout.width - 1
    is_no_row = ~quotes.opens | (cuts < wanted) | ((quotes.many == 0) & (cuts != wanted))
    doubted: Flags = ~(quotes.closes & is_no_row)
    return doubted


def _pairs(grammar: RowGrammar, block: bytes, starts: Ints, broken: Ints, *, last: bool) -> Ints:
    """Return which lines with an odd number of quotes begin a row that the next of them ends.

    All such lines are given by where they `start`, and those of them that plainly do not as
    `broken`.
    """
    found, place, end = [np.zeros(0, np.int64)], 0, len(starts) - 1
    while place < end:
        ahead = broken[np.searchsorted(broken, place) :]
        ahead = ahead[(ahead - place) % 2 == 0]
        stop = int(ahead[0]) if len(ahead) else end
        found.append(np.arange(place, stop, 2))
        if stop == end:
            break
        row: Any = grammar.row_at(block, int(starts[stop]), last=last)
        if row is None:
            break
        place = int(np.searchsorted(starts, row.next))
    return np.concatenate(found)
