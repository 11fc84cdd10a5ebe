"""The lines of a block, and which of them are plainly rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adapters.campaigns.files.digits import WORD, Ints
from domain.campaigns.rows import LONGEST_ROW, RowGrammar

LF, CR, DELETE, SPACE = 10, 13, 127, 32
PLAIN, DELIMITER, QUOTE, END, DOUBTFUL = range(5)
Flags = NDArray[np.bool_]


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


def lines_of(grammar: RowGrammar, padded: bytes, *, ascii: bool) -> Lines:
    """Find the lines of a padded block that ends with LF.

    A line is plain when it has as many cells as it should, each quoted well or not at all, and
    nothing in it that would have to be looked at.
    """
    given = np.frombuffer(padded, np.uint8)
    kinds = _kinds(grammar)[given]
    kinds[:WORD] = PLAIN
    places = np.flatnonzero(kinds)
    what = kinds[places]
    is_end = what == END
    ends = places[is_end]
    starts = np.concatenate(([WORD], ends[:-1] + 1))
    line = np.cumsum(is_end) - is_end
    doubtful = ends - starts > LONGEST_ROW
    ends = ends - ((given[ends - 1] == CR) & (ends > starts))
    _doubt(doubtful, line, (what == DOUBTFUL) & (places != ends[np.minimum(line, len(ends) - 1)]))
    is_cut = what == DELIMITER
    is_quote = what == QUOTE
    quoted = bool(is_quote.any())
    if quoted:
        inside = _inside(line, is_quote, is_end)
        _doubt_quotes(grammar, given, doubtful, (places, line, is_quote, inside))
        is_cut &= ~inside
    if not ascii:
        _doubt_bytes(padded, starts, ends, doubtful)
    cut_line, cuts = line[is_cut], places[is_cut]
    width = grammar.layout.width
    doubtful |= np.bincount(cut_line, minlength=len(ends)) != width - 1
    plain = np.flatnonzero(~doubtful)
    inner = cuts[~doubtful[cut_line]].reshape(len(plain), width - 1)
    cells = np.column_stack((starts[plain], inner + 1, ends[plain] + 1))
    return Lines(given, starts, ends, plain, cells, quoted)


def _kinds(grammar: RowGrammar) -> NDArray[np.uint8]:
    kinds = np.zeros(256, np.uint8)
    kinds[:SPACE] = kinds[DELETE] = DOUBTFUL
    kinds[ord(grammar.delimiter)] = DELIMITER
    kinds[ord(grammar.quote)] = QUOTE
    kinds[LF] = END
    return kinds


def _doubt(doubtful: Flags, line: Ints, which: Flags) -> None:
    doubtful[line[which]] = True


def _inside(line: Ints, is_quote: Flags, is_end: Flags) -> Flags:
    """Tell of each place whether an odd number of quotes stands before it in its line."""
    before: Ints = np.cumsum(is_quote) - is_quote
    at_start = np.concatenate(([0], before[is_end]))
    odd: Flags = ((before - at_start[line]) & 1).astype(bool)
    return odd


def _doubt_quotes(
    grammar: RowGrammar,
    given: NDArray[np.uint8],
    doubtful: Flags,
    marks: tuple[Ints, Ints, Flags, Flags],
) -> None:
    """Doubt a line whose quotes are odd in number, or open or close elsewhere than at a cell's."""
    places, line, is_quote, inside = marks
    quote, delimiter = ord(grammar.quote), ord(grammar.delimiter)
    doubtful |= (np.bincount(line[is_quote], minlength=len(doubtful)) & 1).astype(bool)
    opening, closing = is_quote & ~inside, is_quote & inside
    before, after = given[places[opening] - 1], given[places[closing] + 1]
    well = np.isin(before, (quote, delimiter, LF))
    doubtful[line[opening][~well]] = True
    well = np.isin(after, (quote, delimiter, LF, CR))
    doubtful[line[closing][~well]] = True


def _doubt_bytes(padded: bytes, starts: Ints, ends: Ints, doubtful: Flags) -> None:
    """Doubt lines that are no UTF-8."""
    try:
        padded.decode()
    except UnicodeDecodeError:
        for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
            doubtful[number] |= not _is_utf8(padded[start:end])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
