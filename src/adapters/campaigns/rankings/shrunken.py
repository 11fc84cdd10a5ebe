"""Rows in the order of their shrunken rates, and the prior that they are shrunken by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from adapters.campaigns.rankings.board import Board
from adapters.campaigns.rankings.chosen import Numbers
from adapters.campaigns.rankings.columns import RowColumns, engaged
from adapters.campaigns.rankings.sum_keys import best_first, keys_of
from adapters.campaigns.rankings.sums import SumColumns
from domain.campaigns.rankings.ranking import Filters
from domain.campaigns.rankings.shrinkage import Prior, Spread

PLACES = ("row", "file", "influencer", "campaign")
"""What decides among equals, the last one first."""


def prior_of(ranked: RowColumns | SumColumns, filters: Filters) -> Prior:
    """Estimate it from all of the campaign, or of all of them."""
    told = ranked.columns
    if isinstance(ranked, RowColumns):
        told = _of_campaign(ranked, filters.campaign_id)
    engagements, views = engaged(told), told["views"].astype(np.int64)
    squares = float(np.sum(engagements.astype(np.float64) ** 2 / views))
    return Spread(len(views), int(engagements.sum()), int(views.sum()), squares).prior


def shrunken_rows(rows: RowColumns, campaign_id: int | None, prior: Prior) -> RowColumns:
    """Return the rows of a campaign, or all, in the order of their shrunken rates."""
    told = _of_campaign(rows, campaign_id)
    places = np.lexsort([told[one] for one in PLACES])  # equals stay in this order
    told = {name: one[places] for name, one in told.items()}
    keys = keys_of(engaged(told) + prior.engagements, told["views"] + np.int64(prior.views))
    best, ordered = best_first(keys)
    columns = {name: one[best] for name, one in told.items()}
    by_campaign = np.argsort(columns["campaign"], kind="stable")
    return replace(
        rows,
        columns=columns,
        board=Board.of(ordered),
        by_campaign=by_campaign,
        campaigns=columns["campaign"][by_campaign],
    )


def _of_campaign(rows: RowColumns, campaign_id: int | None) -> Mapping[str, Numbers]:
    if campaign_id is None:
        return rows.columns
    meant = rows.of_campaign(campaign_id)
    return {name: one[meant] for name, one in rows.columns.items()}
