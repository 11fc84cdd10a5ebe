"""A file gone through: what its rows say, as it is to be read."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby, islice

from application.insights.ports import Book
from domain.insights.columns import Asked
from domain.insights.ids import CustomerId
from domain.insights.interpretation import Interpretation
from domain.insights.opting_out import who_opted_out
from domain.insights.resolution import Resolution, Resolved
from domain.insights.rows import CustomerRow, Refused
from domain.insights.sayings import Sayings
from domain.insights.tables_in import TablesIn

BATCH = 500


@dataclass(frozen=True, slots=True)
class FileRows:
    """Each time that they are asked for, the file is gone through once more."""

    book: Book
    asked: Asked
    sayings: Callable[[], AbstractContextManager[Sayings]]

    def tables(self) -> TablesIn:
        return TablesIn(self.asked, self.book.hidden)

    def batches(self, how: Interpretation) -> Iterator[list[Resolved | Refused]]:
        """Yield rows of one sheet, at most `BATCH` at a time."""
        for _, of_sheet in groupby(self.rows(how), key=_sheet):
            while some := list(islice(of_sheet, BATCH)):
                yield some

    def rows(self, how: Interpretation) -> Iterator[Resolved | Refused]:
        with self.sayings() as sayings:
            resolution = Resolution(self.tables(), how, sayings, self._opted_out(how))
            yield from resolution.rows(self.book.lines())

    def _opted_out(self, how: Interpretation) -> frozenset[CustomerId]:
        """Go through the file once more where any row says that somebody opted out."""
        if not how.hears_of_opting_out:
            return frozenset()
        return who_opted_out(self.tables(), how, self.book.lines())

    def customers(self, how: Interpretation) -> set[CustomerId] | None:
        """Return whom the file's own tables tell of, on whichever sheet; None if nobody asks."""
        if not how.refuses_orphans:
            return None
        said = (one.row for one in self.rows(how) if isinstance(one, Resolved))
        return {row.id for row in said if isinstance(row, CustomerRow)}


def _sheet(one: Resolved | Refused) -> str:
    return one.sheet if isinstance(one, Refused) else one.line.sheet
