"""Imports, and what they brought, in dictionaries, held to the same contracts."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.database.paging import newest_first, page_of
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Customer, MonthProduct, NewInteraction, Tally
from domain.insights.ids import CustomerId, ImportId
from domain.insights.imported import Import, ImportState
from domain.insights.interpretation import VERSION
from domain.insights.ledger import Kept, KeptRefusal
from domain.insights.rows import Change, Content, Refused

IMPORTS, CONTENTS, BASES = "insight_imports", "insight_import_contents", "insight_import_bases"
CHANGES, REFUSED, BEFORES = "insight_changes", "insight_refused_rows", "insight_befores"
CUSTOMERS, PRODUCTS = "insight_customers", "insight_products"
INTERACTIONS, SNAPSHOTS = "insight_interactions", "insight_snapshots"
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


@service
class InMemoryImports:
    work: MemoryTransaction

    def add(self, one: Import, content: bytes) -> None:
        if one.id not in self.work.table(IMPORTS):
            self.save(one)
            self.work.table(CONTENTS)[one.id] = content

    def held(self, id: ImportId) -> Import | None:
        return self.work.table(IMPORTS).get(id)

    def save(self, one: Import) -> None:
        self.work.table(IMPORTS)[one.id] = one

    def rests_on(self, one: ImportId, those: Collection[ImportId]) -> None:
        self.work.table(BASES)[one] = set(those) - {one}

    def is_built_upon(self, one: ImportId) -> bool:
        held = self.work.table(IMPORTS)
        return any(
            one in bases and held[later].state is ImportState.APPLIED
            for later, bases in self.work.table(BASES).items()
        )


@service
class InMemoryLedger:
    work: MemoryTransaction

    def change(self, by: ImportId, first: int, changes: Sequence[Change]) -> None:
        kept = [Kept(number, one, VERSION) for number, one in enumerate(changes, start=first)]
        self.work.table(CHANGES).update({(by, one.number): one for one in kept})

    def refuse(self, by: ImportId, first: int, refused: Sequence[Refused]) -> None:
        kept = [KeptRefusal(number, one) for number, one in enumerate(refused, start=first)]
        self.work.table(REFUSED).update({(by, one.number): one for one in kept})


@service
class InMemoryImportWork:
    work: MemoryTransaction

    @property
    def imports(self) -> InMemoryImports:
        return InMemoryImports(self.work)

    @property
    def facts(self) -> InMemoryFactsToChange:
        return InMemoryFactsToChange(self.work.table, self.work)

    @property
    def ledger(self) -> InMemoryLedger:
        return InMemoryLedger(self.work)

    def next_snapshot(self, organisation_id: OrganisationId, now: datetime) -> int:
        rows = self.work.table(SNAPSHOTS)
        number: int = rows.get(organisation_id, 0) + 1
        rows[organisation_id] = number
        return number

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryImportStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self, organisation_id: OrganisationId) -> Iterator[InMemoryImportWork]:
        with self.database.writing() as work:
            yield InMemoryImportWork(work)

    @property
    def facts(self) -> InMemoryFacts:
        return InMemoryFacts(self.database.rows)

    def by_id(self, organisation_id: OrganisationId, id: ImportId) -> Import | None:
        found: Import | None = self.database.rows(IMPORTS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def applied(self, organisation_id: OrganisationId, digest: str) -> Import | None:
        return next(
            (
                one
                for one in self._ours(organisation_id)
                if one.digest == digest and one.state is ImportState.APPLIED
            ),
            None,
        )

    def content(self, organisation_id: OrganisationId, id: ImportId) -> bytes | None:
        found = self.by_id(organisation_id, id)
        return None if found is None else self.database.rows(CONTENTS)[id]

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Import]:
        return newest_first(self._ours(organisation_id), window, attrgetter("id"))

    def changes(self, id: ImportId, window: Window) -> Page[Kept]:
        return self._numbered(CHANGES, id, window)

    def refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        return self._numbered(REFUSED, id, window)

    def _ours(self, organisation_id: OrganisationId) -> list[Import]:
        rows: list[Import] = list(self.database.rows(IMPORTS).values())
        return [one for one in rows if one.organisation_id == organisation_id]

    def _numbered(self, table: str, id: ImportId, window: Window) -> Page[Any]:
        after = window.after or UUID(int=0)
        rows = [one for key, one in self.database.rows(table).items() if key[0] == id]
        later = sorted((one for one in rows if one.id > after), key=attrgetter("id"))
        return page_of(later[: window.limit + 1], window, attrgetter("id"))


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
