"""Long lists in pieces, for databases bound how many parameters a statement may have."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
AT_ONCE = 500


def chunks(items: Collection[Item], size: int = AT_ONCE) -> Iterator[list[Item]]:
    """Yield the items in order, at most `size` at a time."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
