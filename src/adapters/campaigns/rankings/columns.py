"""Published rows of one organisation as columns, in the order in which they rank.

On the hot path: an object for each of a million rows would cost seconds and hundreds of megabytes,
a million numbers in a column are looked through in half a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np

from adapters.campaigns.rankings.board import Board
from adapters.campaigns.rankings.chosen import Chosen, Everyone, Listed, Masked, Numbers
from adapters.campaigns.rankings.revisions import last_revisions
from domain.campaigns.rankings.ranking import Filters, Place

Cells = Sequence[Any]
"""A row as it is read: row, campaign, influencer, likes to views, rate code, day or 0."""
NAMES = ("row", "campaign", "influencer", "likes", "comments", "shares", "views", "rate", "day")
WIDE = {"rate": np.int64}


@dataclass(frozen=True, slots=True)
class FileColumns:
    """The rows of one file as they were when it had so many; `influencer` counts in `names`."""

    names: Numbers
    columns: Mapping[str, Numbers]

    @property
    def size(self) -> int:
        return len(self.columns["row"])

    @classmethod
    def of(cls, chunks: Iterable[Sequence[Cells]]) -> FileColumns:
        """Gather rows that come in chunks, so that they are not all held twice."""
        numbers: dict[str, int] = {}
        parts = [_part(chunk, numbers) for chunk in chunks if chunk] or [_part([], numbers)]
        columns = {one: np.concatenate([part[one] for part in parts]) for one in NAMES}
        names = np.array(list(numbers), dtype=np.str_)
        order = np.argsort(names)
        places = np.empty(len(names), dtype=np.int32)
        places[order] = np.arange(len(names), dtype=np.int32)
        if len(names):
            columns["influencer"] = places[columns["influencer"]]
        return cls(names[order], columns)


@dataclass(frozen=True, slots=True)
class RowColumns:
    """All rows in order: the highest rate first, then by campaign, influencer, file and row.

    `by_campaign` has their places campaign by campaign, and `campaigns` the campaign of each. Of a
    fact that was revised the last revision is here; `replaced` counts the others.
    """

    names: Numbers
    files: Sequence[UUID]
    columns: Mapping[str, Numbers]
    board: Board
    by_campaign: Numbers
    campaigns: Numbers
    replaced: int = 0

    @classmethod
    def of(cls, files: Mapping[UUID, FileColumns]) -> RowColumns:
        """Make them of files in the order in which they came."""
        ids = sorted(files, key=lambda one: one.int)
        some = [files[one] for one in ids]
        names = np.unique(np.concatenate([one.names for one in some] or [np.array([], np.str_)]))
        joined = {
            one: np.concatenate([file.columns[one] for file in some] or [np.empty(0, np.int64)])
            for one in NAMES
        }
        mapped: list[Numbers] = [
            np.searchsorted(names, one.names)[one.columns["influencer"]] for one in some
        ]
        joined["influencer"] = np.concatenate(mapped or [np.empty(0)]).astype(np.int32)
        sizes = [one.size for one in some]
        joined["file"] = np.repeat(np.arange(len(some), dtype=np.int32), sizes)
        sent = {one: place for place, one in enumerate(files)}
        last = last_revisions(joined, np.array([sent[one] for one in ids], dtype=np.int32))
        replaced = len(last) - int(np.count_nonzero(last))
        joined = {name: one[last] for name, one in joined.items()} if replaced else joined
        order = _order(joined)
        columns = {name: one[order] for name, one in joined.items()}
        by_campaign = np.argsort(columns["campaign"], kind="stable")
        campaigns = columns["campaign"][by_campaign]
        board = Board.of(-columns["rate"])
        return cls(names, ids, columns, board, by_campaign, campaigns, replaced)

    @property
    def size(self) -> int:
        return len(self.columns["row"])

    def place(self, at: int) -> Place:
        told = self.columns
        return Place(
            influencer_id=str(self.names[told["influencer"][at]]),
            campaign_id=int(told["campaign"][at]),
            file_id=self.files[told["file"][at]],
            row=int(told["row"][at]),
            day=date.fromordinal(told["day"][at]) if told["day"][at] else None,
        )

    def chosen(self, filters: Filters) -> Chosen:
        """Return the places of those that are meant."""
        views, least = self.columns["views"], filters.min_views
        if filters.campaign_id is None:
            return Everyone(len(views)) if least <= 1 else Masked(views, least)
        places = self.of_campaign(filters.campaign_id)
        return Listed(places if least <= 1 else places[views[places] >= least])

    def of_campaign(self, campaign_id: int) -> Numbers:
        wanted = self.campaigns.dtype.type(campaign_id)  # of another type, all would be converted
        begins = np.searchsorted(self.campaigns, wanted, side="left")
        ends = np.searchsorted(self.campaigns, wanted, side="right")
        return self.by_campaign[begins:ends]


def engaged(columns: Mapping[str, Numbers]) -> Numbers:
    """Return the engagements of each, in 64 bits."""
    likes, comments, shares = (
        columns[one].astype(np.int64) for one in ("likes", "comments", "shares")
    )
    return likes + comments + shares


def _order(columns: Mapping[str, Numbers]) -> Numbers:
    """Return the rows' order: by rate alone first, for only equals need to be looked at more."""
    order = np.argsort(-columns["rate"], kind="stable")
    rates = columns["rate"][order]
    same = rates[1:] == rates[:-1]
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
    rows = order[tied]
    keys = [columns[one][rows] for one in ("row", "file", "influencer", "campaign")]
    order[tied] = rows[np.lexsort((*keys, -columns["rate"][rows]))]
    return order


def _part(rows: Sequence[Cells], numbers: dict[str, int]) -> dict[str, Numbers]:
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(NAMES)
    part = dict(zip(NAMES, cells, strict=True))
    for new in dict.fromkeys(part["influencer"]).keys() - numbers.keys():
        numbers[new] = len(numbers)
    part["influencer"] = tuple(map(numbers.__getitem__, part["influencer"]))
    return {name: np.array(one, dtype=WIDE.get(name, np.int32)) for name, one in part.items()}
