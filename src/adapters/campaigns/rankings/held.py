"""The columns of one organisation, and the orders of them that were asked for."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Final
from uuid import UUID

from adapters.campaigns.rankings.columns import FileColumns, RowColumns
from adapters.campaigns.rankings.shrunken import prior_of, shrunken_rows
from adapters.campaigns.rankings.sums import SumColumns
from domain.campaigns.rankings.ranking import By, Filters
from domain.campaigns.rankings.shrinkage import NOTHING, Prior

Ordered = RowColumns | SumColumns
Key = tuple[By, int | None, Prior]
MOST_ORDERS: Final = 1_000
MOST_ROWS_ORDERED: Final = 2_000_000
"""Of all orders beside the one that rows are read in; the last one is held, however many it has."""


@dataclass(slots=True)
class Held:
    """An order of a campaign, or of all, is made when it is first asked for: once, by one."""

    loaded: dict[UUID, int]
    files: dict[UUID, FileColumns]
    rows: RowColumns
    _orders: OrderedDict[Key, Ordered] = field(default_factory=OrderedDict)
    _priors: dict[tuple[By, int | None], Prior] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def board(self, filters: Filters, prior: Prior = NOTHING) -> Ordered:
        """Return those that are meant, by their shrunken rates where a prior is given.

        Held is the order by the prior of these very rows: a cursor may tell of any other.
        """
        if filters.by is By.ROW and prior == NOTHING:
            return self.rows
        if prior != NOTHING and prior != self.prior(filters):
            return self._made(filters, prior)
        key = (filters.by, filters.campaign_id, prior)
        with self._lock:
            found = self._orders.get(key) or self._made(filters, prior)
            self._orders[key] = found
            self._orders.move_to_end(key)
            self._make_room()
        return found

    def prior(self, filters: Filters) -> Prior:
        """Return what is estimated of all that are ranked, whatever views they have at least."""
        key = (filters.by, filters.campaign_id)
        found = self._priors.get(key)
        if found is None:
            found = self._priors[key] = prior_of(self.board(filters), filters)
        return found

    def _made(self, filters: Filters, prior: Prior) -> Ordered:
        if filters.by is By.ROW:
            return shrunken_rows(self.rows, filters.campaign_id, prior)
        return SumColumns.of(self.rows, filters.campaign_id, prior)

    def _make_room(self) -> None:
        while len(self._orders) > 1 and (
            len(self._orders) > MOST_ORDERS
            or sum(one.size for one in self._orders.values()) > MOST_ROWS_ORDERED
        ):
            self._orders.popitem(last=False)
