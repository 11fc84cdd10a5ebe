"""Cut one page out of a list that was fetched one item too far."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from application.paging import Item, Page, Window


def page_of(items: Sequence[Item], window: Window, id_of: Callable[[Item], UUID]) -> Page[Item]:
    """Return a page of the first `limit` items; one more says that there is a next one."""
    kept = tuple(items[: window.limit])
    return Page(kept, id_of(kept[-1]) if len(items) > window.limit and kept else None)


def newest_first(
    items: Iterable[Item], window: Window, id_of: Callable[[Item], UUID]
) -> Page[Item]:
    """Page through items in memory by id, the latest first."""
    after = window.after
    wanted = [item for item in items if after is None or id_of(item) < after]
    return page_of(sorted(wanted, key=id_of, reverse=True), window, id_of)
