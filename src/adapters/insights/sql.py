"""Imports in a relational database."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from operator import attrgetter

from sqlalchemy import select

from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase, take_turn, try_turn
from adapters.insights.filed_sayings import FiledSayings, filed_sayings
from adapters.insights.filed_tallies import FiledTallies, filed_tallies
from adapters.insights.import_tables import insight_import_contents, insight_imports
from adapters.insights.locks import changing
from adapters.insights.plan_pages import PlanPages
from adapters.insights.rows import to_import
from adapters.insights.sql_facts import SqlFactsNow
from adapters.insights.sql_imports import SqlImports
from adapters.insights.sql_lines import SqlLines
from adapters.insights.sql_work import SqlImportWork
from application.insights.ports import FactsHeld
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId
from domain.insights.ids import ImportId
from domain.insights.imported import Import
from domain.insights.ledger import Kept, KeptRefusal

imports, contents = insight_imports.c, insight_import_contents.c


@service
class SqlImportStore:
    database: SqlDatabase

    @contextmanager
    def transaction(
        self, organisation_id: OrganisationId, *, waits: bool = True
    ) -> Iterator[SqlImportWork]:
        lock = changing(organisation_id)
        with self.database.writing() as connection:
            if waits:
                take_turn(connection, lock)
            elif not try_turn(connection, lock):
                raise FactsHeld
            yield SqlImportWork(connection)

    def is_free(self, organisation_id: OrganisationId) -> bool:
        """The lock that is tried is let go at the end of its statement."""
        with self.database.reading() as connection:
            return try_turn(connection, changing(organisation_id))

    @contextmanager
    def noting(self) -> Iterator[SqlImportWork]:
        with self.database.writing() as connection:
            yield SqlImportWork(connection)

    @property
    def facts(self) -> SqlFactsNow:
        return SqlFactsNow(self.database)

    def by_id(self, organisation_id: OrganisationId, id: ImportId) -> Import | None:
        its = (imports.organisation_id == organisation_id, imports.id == id)
        with self.database.reading() as connection:
            row = connection.execute(select(insight_imports).where(*its)).one_or_none()
        return None if row is None else to_import(row)

    def applied(self, organisation_id: OrganisationId, digest: str) -> Import | None:
        with self.database.reading() as connection:
            return SqlImports(connection).applied(organisation_id, digest)

    def content(self, organisation_id: OrganisationId, id: ImportId) -> bytes | None:
        its = select(contents.bytes).where(
            contents.import_id == imports.id,
            imports.organisation_id == organisation_id,
            imports.id == id,
        )
        with self.database.reading() as connection:
            found = connection.scalar(its)
        return None if found is None else bytes(found)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Import]:
        ours = select(insight_imports).where(imports.organisation_id == organisation_id)
        if window.after is not None:
            ours = ours.where(imports.id < window.after)
        with self.database.reading() as connection:
            rows = connection.execute(ours.order_by(imports.id.desc()).limit(window.limit + 1))
            return page_of([to_import(row) for row in rows], window, attrgetter("id"))

    def changes(self, id: ImportId, window: Window) -> Page[Kept]:
        with self._lines() as lines:
            return lines.changes(id, window)

    def refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        with self._lines() as lines:
            return lines.refusals(id, window)

    def plan_lines(self) -> PlanPages:
        return PlanPages()

    def tallies(self) -> AbstractContextManager[FiledTallies]:
        return filed_tallies()

    def sayings(self) -> AbstractContextManager[FiledSayings]:
        return filed_sayings()

    def planned_changes(self, id: ImportId, window: Window) -> Page[Kept]:
        with self._lines() as lines:
            return lines.planned_changes(id, window)

    def planned_refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        with self._lines() as lines:
            return lines.planned_refusals(id, window)

    @contextmanager
    def _lines(self) -> Iterator[SqlLines]:
        with self.database.reading() as connection:
            yield SqlLines(connection)
