"""What is counted of facts in dictionaries."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from adapters.database.memory import MemoryDatabase
from adapters.insights.memory_facts import CUSTOMERS, INTERACTIONS, PRODUCTS, InMemoryFacts
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Tally

SNAPSHOTS = "insight_snapshots"


@service
class InMemoryNumbersReader:
    database: MemoryDatabase

    def customers(self, organisation_id: OrganisationId) -> int:
        return self._rows(CUSTOMERS, organisation_id)

    def products(self, organisation_id: OrganisationId) -> int:
        return self._rows(PRODUCTS, organisation_id)

    def interactions(self, organisation_id: OrganisationId) -> int:
        return self._rows(INTERACTIONS, organisation_id)

    def by_type(
        self, organisation_id: OrganisationId, since: datetime | None, until: datetime | None
    ) -> Sequence[Tally]:
        facts = InMemoryFacts(self.database.rows)
        months, counted = facts.months(organisation_id), Counter[Any]()
        for (org, _), (_, one) in self.database.rows(INTERACTIONS).items():
            is_late = until is not None and one.started_at >= until
            is_early = since is not None and one.started_at < since
            if org == organisation_id and not is_late and not is_early:
                known = facts.customers(organisation_id, one.customers)
                types = {known[its].type if its in known else None for its in one.customers}
                product = months[one.month].product if one.month in months else None
                counted[frozenset(types), product] += 1
        return [
            Tally(next(iter(types)), product, many, is_several=len(types) > 1)
            for (types, product), many in counted.items()
        ]

    def snapshot(self, organisation_id: OrganisationId) -> int:
        number: int = self.database.rows(SNAPSHOTS).get(organisation_id, 0)
        return number

    def _rows(self, table: str, organisation_id: OrganisationId) -> int:
        return sum(key[0] == organisation_id for key in self.database.rows(table))
