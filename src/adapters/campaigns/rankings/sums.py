"""Rows summed up by influencer: sum over sum, and never the mean of ratios.

The key of a sum's rate n / v is -floor(n * 2^126 / v). Sums are below 2^63, so different rates
differ by at least 1 / (2^63 - 1)^2 > 2^-126 and have different keys, in their order; equal rates
have the same key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from adapters.campaigns.rankings.board import Board
from adapters.campaigns.rankings.chosen import Chosen, Everyone, Masked, Numbers
from adapters.campaigns.rankings.columns import RowColumns
from domain.campaigns.rankings.ranking import Filters, Place

SCALE = 126
COUNTED = ("likes", "comments", "shares", "views")


@dataclass(frozen=True, slots=True)
class SumColumns:
    """`columns` has the sums and `rows`, how many rows they were summed over."""

    names: Numbers
    campaign_id: int | None
    columns: dict[str, Numbers]
    board: Board

    @classmethod
    def of(cls, rows: RowColumns, campaign_id: int | None) -> SumColumns:
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
        keys = _keys(sums)
        best = sorted(range(len(keys)), key=keys.__getitem__)  # equals stay in their names' order
        columns = {name: one[best] if best else one for name, one in sums.items()}
        return cls(rows.names, campaign_id, columns, Board.of([keys[at] for at in best]))

    def place(self, at: int) -> Place:
        name = str(self.names[self.columns["influencer"][at]])
        return Place(influencer_id=name, campaign_id=self.campaign_id)

    def chosen(self, filters: Filters) -> Chosen:
        """Return the places of those that are meant."""
        views, least = self.columns["views"], filters.min_views
        return Everyone(len(views)) if least <= 1 else Masked(views, least)


def sum_key(engagements: int, views: int) -> int:
    return -((engagements << SCALE) // views)


def _keys(sums: dict[str, Any]) -> list[int]:
    engaged = (sums["likes"] + sums["comments"] + sums["shares"]).tolist()
    return [sum_key(*one) for one in zip(engaged, sums["views"].tolist(), strict=True)]


def _summed(column: Numbers, starts: Numbers) -> Numbers:
    if not len(starts):
        return column.astype(np.int64)
    return np.add.reduceat(column.astype(np.int64), starts)


def _taken(columns: Any, chosen: Numbers) -> dict[str, Numbers]:
    return {name: columns[name][chosen] for name in (*COUNTED, "influencer")}
