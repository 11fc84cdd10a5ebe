"""The file gone through once more: what answers come to as it is read, and as it would be."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from application.insights.answers import DATES_BOTH, ORPHANS_BOTH, Answers
from application.insights.effects import ambiguous
from application.insights.ports import Facts
from application.service import service
from domain.ids import OrganisationId
from domain.insights.dates import Order
from domain.insights.ids import CustomerId
from domain.insights.product_matrix import type_among
from domain.insights.resolution import Resolved
from domain.insights.rows import CustomerRow, InteractionRow, Refused

BATCH = 500


@service
class Comparing:
    """`told_of` are the file's own customers, `orphans` those whom nobody knows."""

    facts: Facts
    organisation_id: OrganisationId
    told_of: Mapping[int, CustomerRow]
    orphans: set[int]

    def __call__(
        self, rows: Iterable[Resolved | Refused], products: Mapping[str, str], order: Order
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what would differ without orphans, and under the other order of dates."""
        dropped, moved = Answers(ORPHANS_BOTH, products), Answers(DATES_BOTH, products)
        calls = (one for one in rows if isinstance(one, Resolved))
        while some := list(islice(calls, BATCH)):
            types = self._types(some)
            for one in some:
                if isinstance(one.row, InteractionRow):
                    kind = type_among([types.get(each) for each in one.row.customers])
                    is_lost = not self.orphans.isdisjoint(one.row.customers)
                    dropped.hear(one.row, kind, None if is_lost else one.row.started_at)
                    said = ambiguous(one)
                    moved.hear(
                        one.row, kind, said.read(order.other) if said else one.row.started_at
                    )
        return dropped.told(), moved.told()

    def _types(self, rows: Iterable[Resolved]) -> Mapping[CustomerId, str | None]:
        """Return what customers are: as the file tells it, or as it is held."""
        calls = [one.row for one in rows if isinstance(one.row, InteractionRow)]
        named = {one for row in calls for one in row.customers}
        held = {one: its.type for one, its in self._held(named).items()}
        told = {one: self.told_of[one] for one in named if one in self.told_of}
        return {**held, **{one: row.type for one, row in told.items() if "type" in row.given}}

    def _held(self, named: set[CustomerId]) -> Mapping[CustomerId, Any]:
        return self.facts.customers(self.organisation_id, named)
