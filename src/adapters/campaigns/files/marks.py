"""The bytes of a block that are no plain ones: what cuts it into lines and cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adapters.campaigns.files.digits import WORD, Ints
from domain.campaigns.rows import RowGrammar

LF, CR, SPACE, DELETE = 10, 13, 32, 127
DELIMITER, QUOTE, END, DOUBTFUL = range(1, 5)
Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marks:
    """Where they stand, and what they are; a CR is none, wherever it stands.

    `line` is the number of each one's line, `ends` says which of them end the lines.
    """

    given: Bytes
    places: Ints
    what: Bytes
    line: Ints
    ends: Ints

    @classmethod
    def of(cls, grammar: RowGrammar, given: Bytes) -> Marks:
        """Find them in a padded block that ends with LF."""
        places = np.flatnonzero(_is_mark(grammar, given))
        what = _kinds(grammar).take(given.take(places))
        is_end = what == END
        line = np.zeros(len(places), np.int64)
        np.cumsum(is_end[:-1], out=line[1:])
        return cls(given, places, what, line, np.flatnonzero(is_end))

    @property
    def line_starts(self) -> Ints:
        starts: Ints = np.concatenate(([WORD], self.places[self.ends[:-1]] + 1))
        return starts

    @property
    def lines(self) -> int:
        return len(self.ends)


def _is_mark(grammar: RowGrammar, given: Bytes) -> Flags:
    """Compare many bytes at once; looking each up in a table would take twice as long."""
    found: Flags = (given < SPACE) & (given != CR)
    for one in (ord(grammar.delimiter), ord(grammar.quote), DELETE):
        found |= given == one
    found[:WORD] = False
    return found


def _kinds(grammar: RowGrammar) -> Bytes:
    kinds = np.zeros(256, np.uint8)
    kinds[:SPACE] = kinds[DELETE] = DOUBTFUL
    kinds[ord(grammar.delimiter)] = DELIMITER
    kinds[ord(grammar.quote)] = QUOTE
    kinds[LF] = END
    return kinds
