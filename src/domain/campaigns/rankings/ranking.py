"""A ranking by engagement rate: what is asked of it, and how each stands in it.

The rate is (likes + comments + shares) / views, an exact fraction. Equal fractions share a rank,
and the next rank counts all who stand above it: 1, 2, 2, 4 (competition ranking). Among equals,
order is by campaign, influencer, file and row, so that a page ends where the next begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar
from uuid import UUID

from domain.campaigns.rankings.shrinkage import Prior
from domain.errors import Invalid, NotFound


class By(StrEnum):
    """Each row by itself, or each influencer by the sums over all of their rows."""

    ROW = "row"
    INFLUENCER = "influencer"


class CursorNotOfThis(Invalid):
    code: ClassVar[str] = "cursor_not_of_this_list"

    def __init__(self) -> None:
        super().__init__("the cursor was given out for other filters: ask without it")


class RankingNotFound(NotFound):
    code: ClassVar[str] = "ranking_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such ranking")


@dataclass(frozen=True, slots=True)
class Filters:
    """`min_views` counts for what is ranked: a row's views, or an influencer's summed up.

    With `shrink` the order is that of shrunken rates, towards the rate of the campaign, or of all.
    """

    by: By = By.ROW
    campaign_id: int | None = None
    min_views: int = 0
    shrink: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums of whole numbers, exact; `rows` is how many rows they were summed over."""

    likes: int
    comments: int
    shares: int
    views: int
    rows: int = 1

    @property
    def engagements(self) -> int:
        return self.likes + self.comments + self.shares

    @property
    def rate(self) -> Fraction:
        return Fraction(self.engagements, self.views)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: unique within a ranking, and the same as long as the data is.

    An influencer over all campaigns has no campaign, and a sum no file and no row. The `day` is
    what the row tells of itself, and decides nothing.
    """

    influencer_id: str
    campaign_id: int | None
    file_id: UUID | None = None
    row: int | None = None
    day: date | None = None

    @property
    def order(self) -> tuple[int, str, int, int]:
        """Return what decides among equal rates: the smaller comes first."""
        file = 0 if self.file_id is None else self.file_id.int
        return (self.campaign_id or 0, self.influencer_id, file, self.row or 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """`rank` counts from 1; `tied` is how many share it, this one included."""

    place: Place
    counts: Counts
    rank: int
    tied: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who stands right above and below in the list, whatever page they are on."""

    above: Standing | None
    below: Standing | None


@dataclass(frozen=True, slots=True)
class After:
    """The last one of a page: the next page begins with who stands after that rate and place.

    `prior` is that of the first page, so that all pages shrink alike; None where none does.
    """

    engagements: int
    views: int
    place: Place
    prior: Prior | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Rows that are not in the ranking: quarantined ones of published files, files on their way."""

    quarantined: int
    unpublished_files: int

    @property
    def is_none(self) -> bool:
        return not (self.quarantined or self.unpublished_files)
