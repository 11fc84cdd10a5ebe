"""The lines of a block that rows begin at, and which of them are plainly rows."""

import codecs
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from adapters.campaigns.files.digits import WORD, Ints
from adapters.campaigns.files.joining import goes_on
from adapters.campaigns.files.marks import CR, DELIMITER, DOUBTFUL, LF, Bytes, Flags, Marks
from adapters.campaigns.files.quotes import Quotes
from domain.campaigns.rows import LONGEST_ROW, RowGrammar

DECODED = 16_384
"""Bytes: decoding anew behind what is no text costs no more than these."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Places count in the padded block. `cells` has, for each plain line, where its cells begin

    and, one further, where the next one would: `width + 1` numbers.
    """

    bytes: Bytes
    starts: Ints
    ends: Ints
    plain: Ints
    cells: Ints
    quoted: bool


def lines_of(grammar: RowGrammar, padded: bytes, *, last: bool) -> Lines:
    """Find the lines of a padded block that ends with LF; a row of many lines is one of them.

    A line is plain when it has as many cells as it should, each quoted well or not at all, and
    nothing in it that would have to be looked at.
    """
    given = np.frombuffer(padded, np.uint8)
    marks = Marks.of(grammar, given)
    quotes = Quotes.of(grammar, marks)
    rows = _simple(marks) if quotes is None else _joined(grammar, padded, marks, quotes, last=last)
    ends = marks.places[rows.ends]
    starts = np.concatenate(([WORD], ends[:-1] + 1))
    width = grammar.layout.width
    doubtful = rows.doubtful | (ends - starts > LONGEST_ROW) | (rows.cuts() != width - 1)
    doubtful[rows.of_line[marks.line[np.flatnonzero(marks.what == DOUBTFUL)]]] = True
    _doubt_returns(given, ends, doubtful)
    if not padded.isascii():
        _doubt_bytes(padded, starts, doubtful)
    plain = np.flatnonzero(~doubtful)
    ends -= given[ends - 1] == CR
    is_cut = rows.is_cut & (~doubtful)[rows.of_line].take(marks.line)
    cells = np.empty((width + 1, len(plain)), np.int64)
    cells[0], cells[-1] = starts[plain], ends[plain] + 1
    cells[1:-1] = marks.places[np.flatnonzero(is_cut)].reshape(len(plain), width - 1).T + 1
    return Lines(given, starts, ends, plain, cells, quotes is not None)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which marks end rows and which cut them, each line's row, and rows with wrong quotes."""

    ends: Ints
    is_cut: Flags
    of_line: Ints
    doubtful: Flags

    def cuts(self) -> Ints:
        """Count them, row by row."""
        cuts: Ints = np.diff(np.cumsum(self.is_cut, dtype=np.int32)[self.ends], prepend=0)
        return cuts


def _simple(marks: Marks) -> _Rows:
    """Take each line for a row: there is no quote."""
    is_cut, lines = marks.what == DELIMITER, marks.lines
    return _Rows(marks.ends, is_cut, np.arange(lines), np.zeros(lines, bool))


def _joined(
    grammar: RowGrammar, padded: bytes, marks: Marks, quotes: Quotes, *, last: bool
) -> _Rows:
    goes = goes_on(grammar, padded, marks, quotes, last=last)
    came = np.concatenate((np.zeros(1, bool), goes[:-1]))
    # a row of many lines is well quoted, or it would not have been put together
    wrong = ~goes & ~came & ((quotes.many & 1).astype(bool) | ~quotes.opens)
    within = quotes.inside ^ came.take(marks.line)
    is_cut = (marks.what == DELIMITER) & ~within
    return _Rows(marks.ends[~goes], is_cut, np.cumsum(~came) - 1, wrong[~goes])


def _doubt_returns(given: Bytes, ends: Ints, doubtful: Flags) -> None:
    """Doubt rows with a CR that no LF follows."""
    returns = np.flatnonzero(given == CR)
    alone = returns[given[returns + 1] != LF]
    doubtful[np.searchsorted(ends, alone)] = True


def _doubt_bytes(padded: bytes, starts: Ints, doubtful: Flags) -> None:
    """Doubt lines that are no UTF-8."""
    begins = starts.tolist()
    places = range(WORD, len(padded), DECODED)
    firsts = sorted({bisect_right(begins, place) - 1 for place in places})
    ends = [begins[first] for first in firsts[1:]] + [len(padded)]
    for first, end in zip(firsts, ends, strict=True):
        _doubt_some(memoryview(padded)[:end], begins, first, doubtful)


def _doubt_some(view: memoryview, begins: list[int], line: int, doubtful: Flags) -> None:
    """Doubt what is no UTF-8 from this line on."""
    while line < len(begins) and begins[line] < len(view):
        try:
            codecs.utf_8_decode(view[begins[line] :], "strict", True)  # noqa: FBT003 - no name
        except UnicodeDecodeError as error:
            line = bisect_right(begins, begins[line] + error.start) - 1
            doubtful[line] = True
            line += 1
        else:
            return
