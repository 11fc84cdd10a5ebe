"""What an import that is only planned would change and refuse, row by row."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TypeVar

from application.ids import IdSource
from application.insights.ports import BookReader, ImportStore
from application.insights.reading import Reading
from application.insights.settling import Settled
from application.insights.supposing import supposed
from application.paging import Page, Window
from application.service import service
from domain.insights.imported import Import, ImportNotFound
from domain.insights.interpretation import VERSION
from domain.insights.ledger import Kept, KeptRefusal

Said = TypeVar("Said")
Line = TypeVar("Line", Kept, KeptRefusal)


@service
class Preview:
    """The file is read anew, beside what is held now: for small ones, whose rows are not kept."""

    store: ImportStore
    reader: BookReader
    ids: IdSource

    def changes(self, one: Import, window: Window) -> Page[Kept]:
        """Return lines as the ledger would have them; raises ImportNotFound."""
        with self._settled(one) as settled:
            told = chain.from_iterable(some.changes for some in settled)
            return _page(told, window, lambda number, change: Kept(number, change, VERSION))

    def refusals(self, one: Import, window: Window) -> Page[KeptRefusal]:
        """Return rows that would be refused; raises ImportNotFound."""
        with self._settled(one) as settled:
            return _page(chain.from_iterable(some.refused for some in settled), window, KeptRefusal)

    @contextmanager
    def _settled(self, one: Import) -> Iterator[Iterator[Settled]]:
        content = self.store.content(one.organisation_id, one.id)
        if content is None:
            raise ImportNotFound
        facts = self.store.facts
        with self.reader.open(content, one.name) as book:
            reading = Reading.of(book, one, self.store, self.ids.new)
            yield reading.settled(supposed(one.plan.decisions), facts)


def _page(told: Iterable[Said], window: Window, made: Callable[[int, Said], Line]) -> Page[Line]:
    """Number lines from 1 as the ledger does, and return those of the window."""
    after = 0 if window.after is None else window.after.int
    later = (made(number, one) for number, one in enumerate(told, start=1) if number > after)
    found = tuple(islice(later, window.limit + 1))
    items = found[: window.limit]
    return Page(items, items[-1].id if len(found) > window.limit else None)
