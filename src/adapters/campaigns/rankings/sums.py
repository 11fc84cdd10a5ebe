"""Rows summed up by influencer: sum over sum, and never the mean of ratios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from adapters.campaigns.rankings.board import Board
from adapters.campaigns.rankings.chosen import Chosen, Everyone, Masked, Numbers
from adapters.campaigns.rankings.columns import RowColumns, engaged
from adapters.campaigns.rankings.sum_keys import best_first, keys_of
from domain.campaigns.rankings.ranking import Filters, Place
from domain.campaigns.rankings.shrinkage import NOTHING, Prior

COUNTED = ("likes", "comments", "shares", "views")


@dataclass(frozen=True, slots=True)
class SumColumns:
    """`columns` has the sums and `rows`, how many rows they were summed over."""

    names: Numbers
    campaign_id: int | None
    columns: dict[str, Numbers]
    board: Board

    @classmethod
    def of(cls, rows: RowColumns, campaign_id: int | None, prior: Prior = NOTHING) -> SumColumns:
        """Sum up, and order by the rates of the sums as the prior shrinks them."""
        told = rows.columns
        if campaign_id is not None:
            told = _taken(told, rows.of_campaign(campaign_id))
        order = np.argsort(told["influencer"], kind="stable")
        influencers = told["influencer"][order]
        starts = np.flatnonzero(np.append(True, influencers[1:] != influencers[:-1]))
        starts = starts[: len(influencers)]
        sums: dict[str, Any] = {name: _summed(told[name][order], starts) for name in COUNTED}
        sums["rows"] = np.diff(np.append(starts, len(influencers)))
        sums["influencer"] = influencers[starts]
        shrunken = keys_of(engaged(sums) + prior.engagements, sums["views"] + prior.views)
        best, keys = best_first(shrunken)  # equals stay in names' order
        columns = {name: one[best] for name, one in sums.items()}
        return cls(rows.names, campaign_id, columns, Board.of(keys))

    @property
    def size(self) -> int:
        return len(self.columns["views"])

    def place(self, at: int) -> Place:
        name = str(self.names[self.columns["influencer"][at]])
        return Place(influencer_id=name, campaign_id=self.campaign_id)

    def chosen(self, filters: Filters) -> Chosen:
        """Return the places of those that are meant."""
        views, least = self.columns["views"], filters.min_views
        return Everyone(len(views)) if least <= 1 else Masked(views, least)


def _summed(column: Numbers, starts: Numbers) -> Numbers:
    if not len(starts):
        return column.astype(np.int64)
    return np.add.reduceat(column.astype(np.int64), starts)


def _taken(columns: Any, chosen: Numbers) -> dict[str, Numbers]:
    return {name: columns[name][chosen] for name in (*COUNTED, "influencer")}
