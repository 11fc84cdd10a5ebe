"""Files of tables opened in this very process, or in one of their own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile

from adapters.confined.answering import OutOfMemory, OutOfTime, answered
from adapters.confined.process import Overflow
from adapters.insights.books.formats import sheets_of
from adapters.insights.books.limits import ORDINARY, BookLimits
from adapters.insights.books.telling import ToldBook, tell
from domain.insights.book_errors import (
    BookNeededTooMuchMemory,
    BookTookTooLong,
    BookTooLarge,
)

CHILD = "adapters.insights.books.child"


@dataclass(frozen=True, slots=True)
class FileBookReader:
    """Reads in this very process; of the limits it holds to those that can be counted."""

    limits: BookLimits = ORDINARY

    @contextmanager
    def open(self, content: bytes, name: str) -> Iterator[ToldBook]:
        with TemporaryFile() as told:
            tell(sheets_of(content, self.limits), told, self.limits)
            yield ToldBook(told, self.limits).heard()


@dataclass(frozen=True, slots=True)
class ConfinedBookReader:
    """Has a fresh process read the file, and trusts it with nothing.

    What it tells is kept in a file without a name, so that a long table takes no memory here.
    """

    limits: BookLimits = ORDINARY
    module: str = CHILD

    @contextmanager
    def open(self, content: bytes, name: str) -> Iterator[ToldBook]:
        given = ("table", json.dumps(asdict(self.limits)))
        most = self.limits.told_bytes
        try:
            told = answered(self.module, given, content, self.limits, most=most, sink=TemporaryFile)
        except OutOfTime as why:
            raise BookTookTooLong(why.seconds) from None
        except OutOfMemory:
            raise BookNeededTooMuchMemory from None
        except Overflow:
            raise BookTooLarge(self.limits.rows) from None
        with told:
            yield ToldBook(told, self.limits).heard()
