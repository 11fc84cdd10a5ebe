"""What a passage index says no to, and when it cannot answer at all."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import isfinite

from application.errors import Unavailable
from domain.knowledge.errors import VectorNotFinite, WrongVectorLength
from domain.knowledge.retrieval import Vector

DEPENDENCY = "search index"
BUGS = (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.InterfaceError)


def checked_length(vectors: Sequence[Vector], expected: int | None) -> int | None:
    """Return the one length of these finite vectors, which is `expected` when that is known."""
    for vector in vectors:
        expected = len(vector) if expected is None else expected
        if len(vector) != expected:
            raise WrongVectorLength(len(vector), expected)
        if not isfinite(sum(vector)):  # no sum of floats leaves the range of doubles
            raise VectorNotFinite
    return expected


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a disk, a lock or a damaged file does to us into Unavailable; bugs stay bugs."""
    try:
        yield
    except BUGS:
        raise
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(DEPENDENCY, str(error)) from error


@contextmanager
def translated_from_tantivy() -> Iterator[None]:
    """Keep this around calls that do I/O only: tantivy says ValueError to everything."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise Unavailable(DEPENDENCY, str(error)) from error
