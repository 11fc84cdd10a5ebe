"""What the names of an object say is remembered: most objects have the names of one before."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from domain.privacy.remembered import is_plain

MOST_NAMES, MOST_SHAPES = 40, 4_096
Names = tuple[str, ...]
Said = TypeVar("Said")


def by_all_names(say: Callable[[Names], Said]) -> Callable[[Names], Said]:
    """Ask once for names that are all plain, and each time for others: they may be somebody's."""
    known: dict[Names, Said] = {}

    @wraps(say)
    def said(names: Names) -> Said:
        try:
            return known[names]
        except KeyError:
            made = say(names)
        if len(names) <= MOST_NAMES and all(map(is_plain, names)):
            if len(known) >= MOST_SHAPES:
                known.clear()
            known[names] = made
        return made

    return said
