"""A customer's record in dictionaries, held to the same contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from adapters.database.memory import MemoryDatabase
from application.service import service
from domain.ids import OrganisationId
from domain.insights.record import NEWEST, Customer, Interaction, Record, Tally
from domain.insights.words.period import Period

CUSTOMERS, PRODUCTS = "insight_customers", "insight_products"
INTERACTIONS, SNAPSHOTS = "insight_interactions", "insight_snapshots"


@service
class InMemoryRecordReader:
    """Reads the tables as imports keep them: by organisation, and what each row says."""

    database: MemoryDatabase

    def record(
        self, organisation_id: OrganisationId, customer_id: int, period: Period
    ) -> Record | None:
        held = self.database.rows(CUSTOMERS).get((organisation_id, customer_id))
        theirs = sorted(
            self._theirs(organisation_id, customer_id),
            key=lambda its: (its[1].started_at, its[1].id),
            reverse=True,
        )
        if held is None and not theirs:
            return None
        within = [its for its in theirs if _is_within(its[1], period)]
        shown = tuple(self._interaction(organisation_id, *its) for its in within[:NEWEST])
        customer = _customer(customer_id, held) if held else None
        tallies = _tallies([one for _, one in within])
        return Record(customer_id, customer, tallies, shown, self.snapshot(organisation_id))

    def snapshot(self, organisation_id: OrganisationId) -> int:
        number: int = self.database.rows(SNAPSHOTS).get(organisation_id, 0)
        return number

    def names(
        self, organisation_id: OrganisationId, words: Collection[str], customer_id: int
    ) -> frozenset[str]:
        called: dict[bool, set[str]] = defaultdict(set)
        for (organisation, its_id), one in self.database.rows(CUSTOMERS).items():
            if organisation == organisation_id and one.occupation:
                called[its_id == customer_id].add(one.occupation)
        return frozenset(called[False] - called[True]) & frozenset(words)

    def _theirs(
        self, organisation_id: OrganisationId, customer_id: int
    ) -> Iterator[tuple[UUID, Any]]:
        """Yield each with the import that it came by."""
        for (organisation, _), (by, one) in self.database.rows(INTERACTIONS).items():
            if organisation == organisation_id and customer_id in one.customers:
                yield by, one

    def _interaction(self, organisation_id: OrganisationId, by: UUID, one: Any) -> Interaction:
        month = self.database.rows(PRODUCTS).get((organisation_id, one.month))
        product = month.product if month else None
        said = (one.channel, one.topic, one.sentiment)
        return Interaction(one.id, one.started_at, *said, product, by, one.row)


def _is_within(one: Any, period: Period) -> bool:
    early = period.since is not None and one.started_at < period.since
    return not early and (period.until is None or one.started_at < period.until)


def _tallies(within: list[Any]) -> tuple[Tally, ...]:
    alike: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for one in within:
        alike[one.channel, one.topic, one.sentiment].append(one)
    return tuple(
        Tally(channel, topic, sentiment, len(found), found[0].started_at)
        for (channel, topic, sentiment), found in alike.items()
    )


def _customer(id: int, held: Any) -> Customer:
    return Customer(id, held.occupation, held.type, held.opted_out)
