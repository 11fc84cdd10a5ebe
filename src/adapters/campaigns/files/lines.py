"""The lines of a block that rows begin at, and which of them are plainly rows."""

import codecs
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adapters.campaigns.files.digits import WORD, Ints
from adapters.campaigns.files.joining import (
    DELIMITER,
    DOUBTFUL,
    END,
    LF,
    PLAIN,
    QUOTE,
    Flags,
    Marks,
    joined,
    misplaced,
)
from domain.campaigns.rows import LONGEST_ROW, RowGrammar

CR, DELETE, SPACE = 13, 127, 32


@dataclass(frozen=True, slots=True)
class Lines:
    """Places count in the padded block. `cells` has, for each plain line, where its cells begin

    and, one further, where the next one would: `width + 1` numbers.
    """

    bytes: NDArray[np.uint8]
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
    marks = _marks(grammar, given)
    if marks.quoted:
        marks = joined(grammar, padded, marks, last=last)
    places, what, line = marks.places, marks.what, marks.line
    ends = places[what == END]
    starts = np.concatenate(([WORD], ends[:-1] + 1))
    doubtful = ends - starts > LONGEST_ROW
    ends = ends - ((given[ends - 1] == CR) & (ends > starts))
    doubtful[line[what == DOUBTFUL]] = True
    is_cut = what == DELIMITER
    if marks.quoted:
        inside = marks.inside()
        doubtful |= (np.bincount(line[what == QUOTE], minlength=len(ends)) & 1).astype(bool)
        doubtful[line[misplaced(grammar, marks, inside)]] = True
        is_cut &= ~inside
    if not padded.isascii():
        _doubt_bytes(padded, starts, doubtful)
    cut_line, cuts = line[is_cut], places[is_cut]
    width = grammar.layout.width
    doubtful |= np.bincount(cut_line, minlength=len(ends)) != width - 1
    plain = np.flatnonzero(~doubtful)
    cells = np.empty((width + 1, len(plain)), np.int64)
    cells[0], cells[-1] = starts[plain], ends[plain] + 1
    cells[1:-1] = cuts[~doubtful[cut_line]].reshape(len(plain), width - 1).T + 1
    return Lines(given, starts, ends, plain, cells, marks.quoted)


def _marks(grammar: RowGrammar, given: NDArray[np.uint8]) -> Marks:
    kinds = _kinds(grammar).take(given)
    kinds[:WORD] = PLAIN
    places = np.flatnonzero(kinds)
    what = kinds[places]
    odd = np.flatnonzero(what == DOUBTFUL)
    if len(odd):
        at = places[odd]
        of_end = odd[(given[at] == CR) & (given[np.minimum(at + 1, len(given) - 1)] == LF)]
        keep = np.ones(len(places), bool)
        keep[of_end] = False
        places, what = places[keep], what[keep]
    return Marks(given, places, what)


def _kinds(grammar: RowGrammar) -> NDArray[np.uint8]:
    kinds = np.zeros(256, np.uint8)
    kinds[:SPACE] = kinds[DELETE] = DOUBTFUL
    kinds[ord(grammar.delimiter)] = DELIMITER
    kinds[ord(grammar.quote)] = QUOTE
    kinds[LF] = END
    return kinds


def _doubt_bytes(padded: bytes, starts: Ints, doubtful: Flags) -> None:
    """Doubt lines that are no UTF-8."""
    seen, view, begins = 0, memoryview(padded), starts.tolist()
    while True:
        try:
            codecs.utf_8_decode(view[seen:], "strict", True)  # noqa: FBT003 - it has no name
        except UnicodeDecodeError as error:
            line = bisect_right(begins, seen + error.start) - 1
            doubtful[line] = True
            if line + 1 == len(begins):
                return
            seen = begins[line + 1]
        else:
            return
