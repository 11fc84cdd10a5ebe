"""What names of fields say is remembered, and no name that may be somebody's."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST_NAME = 24
"""Letters of a name that is taken for one without a look."""
MOST = 4_096
Said = TypeVar("Said")


def is_plain(key: str) -> bool:
    """Return whether it is a name of a field and nothing else, without a look."""
    return len(key) < LONGEST_NAME and key.isascii() and key.replace("_", "").isalpha()


def by_plain_name(say: Callable[[str], Said]) -> Callable[[str], Said]:
    """Ask once for each plain name, and each time for every other: it may be an address."""
    known = lru_cache(MOST)(say)

    @wraps(say)
    def said(name: str) -> Said:
        return known(name) if is_plain(name) else say(name)

    return said
