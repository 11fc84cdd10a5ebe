"""Facts that imports brought, in dictionaries: read as they are, or changed and taken back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from adapters.database.memory import MemoryTransaction
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Customer, MonthProduct, NewInteraction
from domain.insights.ids import CustomerId, ImportId
from domain.insights.rows import Content

BEFORES, CUSTOMERS, PRODUCTS = "insight_befores", "insight_customers", "insight_products"
INTERACTIONS = "insight_interactions"
Looking = Callable[[str], Mapping[Any, Any]]


@service
class InMemoryFacts:
    """`rows` are those of a transaction, or those that are committed."""

    rows: Looking

    def customers(
        self, organisation_id: OrganisationId, ids: Collection[CustomerId]
    ) -> Mapping[CustomerId, Customer]:
        held = self.rows(CUSTOMERS)
        return {one: held[organisation_id, one] for one in ids if (organisation_id, one) in held}

    def months(self, organisation_id: OrganisationId) -> Mapping[str, MonthProduct]:
        rows = self.rows(PRODUCTS).items()
        return {month: one for (org, month), one in rows if org == organisation_id}

    def interactions(
        self, organisation_id: OrganisationId, contents: Collection[Content]
    ) -> Mapping[Content, ImportId]:
        held = self.rows(INTERACTIONS)
        keys = [(organisation_id, one) for one in contents]
        return {key[1]: held[key][0] for key in keys if key in held}


@service
class InMemoryFactsToChange(InMemoryFacts):
    work: MemoryTransaction

    def save_customers(self, organisation_id: OrganisationId, those: Sequence[Customer]) -> None:
        for one in those:
            self._put(CUSTOMERS, (organisation_id, one.id), one)

    def save_months(self, organisation_id: OrganisationId, those: Sequence[MonthProduct]) -> None:
        for one in those:
            self._put(PRODUCTS, (organisation_id, one.month), one)

    def add_interactions(
        self, organisation_id: OrganisationId, by: ImportId, those: Sequence[NewInteraction]
    ) -> None:
        rows = self.work.table(INTERACTIONS)
        rows.update({(organisation_id, one.content): (by, one) for one in those})

    def take_back(self, organisation_id: OrganisationId, by: ImportId) -> None:
        rows = self.work.table(INTERACTIONS)
        for key in [key for key, (its, _) in rows.items() if its == by]:
            del rows[key]
        befores = self.work.table(BEFORES)
        for kept in [kept for kept in befores if kept[0] == by]:
            _, table, key = kept
            before = befores.pop(kept)
            if before is None:
                del self.work.table(table)[key]
            else:
                self.work.table(table)[key] = before

    def _put(self, table: str, key: Any, one: Customer | MonthProduct) -> None:
        rows = self.work.table(table)
        self.work.table(BEFORES)[one.import_id, table, key] = rows.get(key)
        rows[key] = one
