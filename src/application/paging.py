"""Lists come in pages that name where the next one begins."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Window:
    """At most `limit` items, those after the item `after` in the list's own order."""

    limit: int
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`next` is the last item's id when there is more, so that nothing is cut in silence."""

    items: tuple[Item, ...]
    next: UUID | None
