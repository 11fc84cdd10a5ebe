"""The file gone through once more: what answers come to as it is read, and as it would be."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from application.insights.answers import DATES_BOTH, ORPHANS_BOTH, Answers
from application.insights.effects import ambiguous
from application.insights.ports import Facts
from application.insights.tallies import Tallies
from application.service import service
from domain.ids import OrganisationId
from domain.insights.dates import Order
from domain.insights.ids import CustomerId
from domain.insights.product_matrix import type_among
from domain.insights.resolution import Resolved
from domain.insights.rows import InteractionRow, Refused

BATCH = 500
Both = tuple[dict[str, Any], dict[str, Any]]


@service
class Comparing:
    """The tallies know whom the file tells of, and the orphans. Some rows are held at a time."""

    facts: Facts
    organisation_id: OrganisationId
    tallies: Tallies
    order: Order

    def __call__(
        self,
        rows: Iterable[Resolved | Refused],
        products: Mapping[str, str],
        *,
        has_orphans: bool,
        may_move: bool,
    ) -> Both:
        """Return what would differ without orphans, and under the other order of dates."""
        dropped = Answers(ORPHANS_BOTH, products, self.tallies, differs=has_orphans)
        moved = Answers(DATES_BOTH, products, self.tallies, differs=may_move)
        calls = (
            one for one in rows if isinstance(one, Resolved) and isinstance(one.row, InteractionRow)
        )
        while some := list(islice(calls, BATCH)):
            self._hear(some, dropped, moved)
            dropped.rest()
            moved.rest()
        return dropped.told(), moved.told()

    def _hear(self, some: Sequence[Resolved], dropped: Answers, moved: Answers) -> None:
        calls = [one.row for one in some if isinstance(one.row, InteractionRow)]
        named = {one for row in calls for one in row.customers}
        types, orphans = self._types(named), self.tallies.orphans(named)
        for one, row in zip(some, calls, strict=True):
            kind, said = type_among([types.get(each) for each in row.customers]), ambiguous(one)
            dropped.hear(row, kind, row.started_at if orphans.isdisjoint(row.customers) else None)
            moved.hear(row, kind, said.read(self.order.other) if said else row.started_at)

    def _types(self, named: set[CustomerId]) -> Mapping[CustomerId, str | None]:
        """Return what customers are: as the file tells it, or as it is held."""
        held = self.facts.customers(self.organisation_id, named)
        return {**{one: its.type for one, its in held.items()}, **self.tallies.types(named)}
