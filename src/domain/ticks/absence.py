"""Trades that the exchange has not, though its ids step over them: nobody will ever have them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Absence:
    """The exchange was asked for trades `first` to `last`, and has none of them."""

    first: int
    last: int


def merged(absences: Iterable[Absence]) -> Sequence[Absence]:
    """Return the fewest that name the same ids, in their order."""
    made = list[Absence]()
    for one in sorted(absences, key=lambda one: one.first):
        if made and one.first <= made[-1].last + 1:
            made[-1] = Absence(made[-1].first, max(made[-1].last, one.last))
        else:
            made.append(one)
    return made


def parted(first: int, last: int, absences: Iterable[Absence]) -> Iterator[tuple[int, int, bool]]:
    """Give the ids `first` to `last` in parts, and whether each is one of those, in their order."""
    for one in absences:
        if one.last < first or one.first > last:
            continue
        if first < one.first:
            yield first, one.first - 1, False
        yield max(first, one.first), min(last, one.last), True
        first = one.last + 1
    if first <= last:
        yield first, last, False


def without(first: int, last: int, absences: Iterable[Absence]) -> Iterator[tuple[int, int]]:
    """Give what is left of the ids `first` to `last` without those; they stand in their order."""
    parts = parted(first, last, absences)
    return ((begin, end) for begin, end, is_absent in parts if not is_absent)
