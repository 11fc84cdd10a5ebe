"""Which column of a file means what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.campaigns.errors import ColumnsRepeated

COLUMNS = ("campaignId", "influencerId", "likes", "comments", "shares", "views")
"""What each row tells, in the order in which it is judged."""
DAY = "date"
"""A column that may be missing: the day that the numbers are of, judged last."""
ALIASES: Mapping[str, int] = {
    "campaignid": 0,
    "campaign": 0,
    "influencerid": 1,
    "influencer": 1,
    "creatorid": 1,
    "likes": 2,
    "likecount": 2,
    "comments": 3,
    "commentcount": 3,
    "shares": 4,
    "sharecount": 4,
    "views": 5,
    "viewcount": 5,
    "date": 6,
    "day": 6,
}
"""Names as they are once case, blanks, `_` and `-` are left out."""
LEFT_OUT = str.maketrans("", "", " _-")


@dataclass(frozen=True, slots=True)
class Layout:
    """`places` says where each of COLUMNS stands in a row of `width` cells, `day` where DAY."""

    places: tuple[int, ...]
    width: int
    day: int | None = None

    @classmethod
    def of(cls, names: Sequence[str], *, reads_days: bool = True) -> Layout | None:
        """Return it, or None where a column is missing; raises ColumnsRepeated.

        Unless `reads_days`, DAY is a column like any other that is read over.
        """
        found: dict[int, int] = {}
        for place, name in enumerate(names):
            column = meant(name)
            if column is None or (column == len(COLUMNS) and not reads_days):
                continue
            if column in found:
                raise ColumnsRepeated((*COLUMNS, DAY)[column])
            found[column] = place
        day = found.pop(len(COLUMNS), None)
        if len(found) < len(COLUMNS):
            return None
        return cls(tuple(found[one] for one in range(len(COLUMNS))), len(names), day)

    def told(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return what a row of `width` cells says in each of COLUMNS, and in DAY if it has one."""
        places = self.places if self.day is None else (*self.places, self.day)
        return tuple(cells[place] for place in places)

    def is_header(self, cells: Sequence[str]) -> bool:
        """Return whether these cells are the header once more."""
        return all(meant(cells[place]) == one for one, place in enumerate(self.places))


def meant(name: str) -> int | None:
    """Return the number of the column that the name means."""
    return ALIASES.get(name.strip().translate(LEFT_OUT).lower())


def missing(names: Sequence[str]) -> list[str]:
    held = {meant(name) for name in names}
    return [name for number, name in enumerate(COLUMNS) if number not in held]
