"""Imports, and what they brought, in dictionaries, held to the same contracts."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.database.paging import newest_first, page_of
from adapters.insights.filed_sayings import FiledSayings, filed_sayings
from adapters.insights.filed_tallies import FiledTallies, filed_tallies
from adapters.insights.memory_facts import InMemoryFacts, InMemoryFactsToChange
from adapters.insights.memory_numbers import SNAPSHOTS
from adapters.insights.plan_pages import PageOf, PlanPages, changes_in, refusals_in
from adapters.jobs.memory import InMemoryJobs
from application.insights.ports import PlanLines
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportState
from domain.insights.interpretation import VERSION
from domain.insights.ledger import Kept, KeptRefusal
from domain.insights.rows import Change, Refused

IMPORTS, CONTENTS, BASES = "insight_imports", "insight_import_contents", "insight_import_bases"
CHANGES, REFUSED = "insight_changes", "insight_refused_rows"
PAGES = "insight_plan_pages"


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

    def twin(self, one: Import) -> Import | None:
        held: list[Import] = list(self.work.table(IMPORTS).values())
        waiting = (other for other in held if other.state.is_waiting)
        return next((other for other in waiting if other.asks_the_same(one)), None)

    def applied(self, organisation_id: OrganisationId, digest: str) -> Import | None:
        return _applied(self.work.table(IMPORTS).values(), organisation_id, digest)

    def keep_lines(self, id: ImportId, lines: PlanLines) -> None:
        if not isinstance(lines, PlanPages):
            raise TypeError(lines)
        self.work.table(PAGES)[id] = lines.pages()

    def drop_lines(self, id: ImportId) -> None:
        self.work.table(PAGES).pop(id, None)

    def drop_content(self, id: ImportId) -> None:
        self.work.table(CONTENTS).pop(id, None)

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
    def jobs(self) -> InMemoryJobs:
        return InMemoryJobs(self.work)

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
    def transaction(
        self, organisation_id: OrganisationId, *, waits: bool = True
    ) -> Iterator[InMemoryImportWork]:
        with self.noting() as work:
            yield work

    def is_free(self, organisation_id: OrganisationId) -> bool:
        """There is no telling: whoever writes is alone here."""
        return True

    @contextmanager
    def noting(self) -> Iterator[InMemoryImportWork]:
        with self.database.writing() as work:
            yield InMemoryImportWork(work)

    @property
    def facts(self) -> InMemoryFacts:
        return InMemoryFacts(self.database.rows)

    def by_id(self, organisation_id: OrganisationId, id: ImportId) -> Import | None:
        found: Import | None = self.database.rows(IMPORTS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def applied(self, organisation_id: OrganisationId, digest: str) -> Import | None:
        return _applied(self.database.rows(IMPORTS).values(), organisation_id, digest)

    def content(self, organisation_id: OrganisationId, id: ImportId) -> bytes | None:
        found = self.by_id(organisation_id, id)
        return None if found is None else self.database.rows(CONTENTS).get(id)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Import]:
        return newest_first(self._ours(organisation_id), window, attrgetter("id"))

    def changes(self, id: ImportId, window: Window) -> Page[Kept]:
        return self._numbered(CHANGES, id, window)

    def refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        return self._numbered(REFUSED, id, window)

    def plan_lines(self) -> PlanPages:
        return PlanPages()

    def tallies(self) -> AbstractContextManager[FiledTallies]:
        return filed_tallies()

    def sayings(self) -> AbstractContextManager[FiledSayings]:
        return filed_sayings()

    def planned_changes(self, id: ImportId, window: Window) -> Page[Kept]:
        kept = changes_in(self._pages(id, "change"), window, VERSION)
        return page_of(kept, window, attrgetter("id"))

    def planned_refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        kept = refusals_in(self._pages(id, "refusal"), window)
        return page_of(kept, window, attrgetter("id"))

    def _pages(self, id: ImportId, kind: str) -> list[PageOf]:
        return [one for one in self.database.rows(PAGES).get(id, []) if one.kind == kind]

    def _ours(self, organisation_id: OrganisationId) -> list[Import]:
        rows: list[Import] = list(self.database.rows(IMPORTS).values())
        return [one for one in rows if one.organisation_id == organisation_id]

    def _numbered(self, table: str, id: ImportId, window: Window) -> Page[Any]:
        after = window.after or UUID(int=0)
        rows = [one for key, one in self.database.rows(table).items() if key[0] == id]
        later = sorted((one for one in rows if one.id > after), key=attrgetter("id"))
        return page_of(later[: window.limit + 1], window, attrgetter("id"))


def _applied(held: Iterable[Import], organisation_id: OrganisationId, digest: str) -> Import | None:
    ours = (one for one in held if one.organisation_id == organisation_id)
    applied = (one for one in ours if one.state is ImportState.APPLIED)
    return next((one for one in applied if one.digest == digest), None)
