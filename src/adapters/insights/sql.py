"""Imports in a relational database."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, exists, insert, select, update

from adapters.database.inserts import insert_many_once, insert_once, save
from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase, take_turn, try_turn
from adapters.insights.filed_tallies import FiledTallies, filed_tallies
from adapters.insights.import_tables import (
    insight_changes,
    insight_import_bases,
    insight_import_contents,
    insight_imports,
    insight_plan_pages,
    insight_refused_rows,
)
from adapters.insights.plan_pages import PageOf, PlanPages, after, changes_in, refusals_in
from adapters.insights.rows import to_import, to_row
from adapters.insights.sql_changed_facts import SqlFactsToChange
from adapters.insights.sql_facts import SqlFactsNow
from adapters.insights.sql_ledger import SqlLedger
from adapters.insights.tables import insight_snapshots
from adapters.jobs.sql import SqlJobs
from application.insights.ports import FactsHeld, PlanLines
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportState
from domain.insights.interpretation import VERSION
from domain.insights.ledger import Kept, KeptRefusal
from domain.insights.rows import Change, Refused

imports, contents = insight_imports.c, insight_import_contents.c
bases, counted = insight_import_bases.c, insight_snapshots.c
CHANGING, RECEIVING = 0x496E0000, 0x496E0001
"""The locks of one organisation's facts, and of its new imports, with some bits of its id."""


@service
class SqlImports:
    connection: Connection

    def add(self, one: Import, content: bytes) -> None:
        if insert_once(self.connection, insight_imports, to_row(one)):
            row = {"import_id": one.id, "bytes": content}
            self.connection.execute(insert(insight_import_contents), row)

    def held(self, id: ImportId) -> Import | None:
        its = select(insight_imports).where(imports.id == id).with_for_update()
        row = self.connection.execute(its).one_or_none()
        return None if row is None else to_import(row)

    def save(self, one: Import) -> None:
        its = update(insight_imports).where(imports.id == one.id)
        self.connection.execute(its.values(to_row(one)))

    def twin(self, one: Import) -> Import | None:
        take_turn(self.connection, _lock(RECEIVING, one.organisation_id))
        waiting = [state.value for state in ImportState if state.is_waiting]
        its = select(insight_imports).where(
            imports.organisation_id == one.organisation_id,
            imports.digest == one.digest,
            imports.state.in_(waiting),
        )
        found = map(to_import, self.connection.execute(its.order_by(imports.id)))
        return next((held for held in found if held.asks_the_same(one)), None)

    def applied(self, organisation_id: OrganisationId, digest: str) -> Import | None:
        row = self.connection.execute(_applied(organisation_id, digest)).one_or_none()
        return None if row is None else to_import(row)

    def keep_lines(self, id: ImportId, lines: PlanLines) -> None:
        if not isinstance(lines, PlanPages):
            raise TypeError(lines)
        self.drop_lines(id)
        rows = [{"import_id": id, **page._asdict()} for page in lines.pages()]
        if rows:
            self.connection.execute(insert(insight_plan_pages), rows)

    def drop_lines(self, id: ImportId) -> None:
        its = delete(insight_plan_pages).where(insight_plan_pages.c.import_id == id)
        self.connection.execute(its)

    def drop_content(self, id: ImportId) -> None:
        self.connection.execute(delete(insight_import_contents).where(contents.import_id == id))

    def rests_on(self, one: ImportId, those: Collection[ImportId]) -> None:
        rows = [{"import_id": one, "base_id": base} for base in those if base != one]
        if rows:
            insert_many_once(self.connection, insight_import_bases, rows)

    def is_built_upon(self, one: ImportId) -> bool:
        later = exists().where(
            bases.base_id == one,
            imports.id == bases.import_id,
            imports.state == ImportState.APPLIED.value,
        )
        return bool(self.connection.scalar(select(later)))


@service
class SqlImportWork:
    connection: Connection

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    @property
    def imports(self) -> SqlImports:
        return SqlImports(self.connection)

    @property
    def facts(self) -> SqlFactsToChange:
        return SqlFactsToChange(self.connection)

    @property
    def ledger(self) -> SqlLedger:
        return SqlLedger(self.connection)

    def next_snapshot(self, organisation_id: OrganisationId, now: datetime) -> int:
        its = select(counted.number).where(counted.organisation_id == organisation_id)
        number = (self.connection.scalar(its) or 0) + 1
        row = {"organisation_id": organisation_id, "number": number, "changed_at": now}
        save(self.connection, insight_snapshots, row)
        return number

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlImportStore:
    database: SqlDatabase

    @contextmanager
    def transaction(
        self, organisation_id: OrganisationId, *, waits: bool = True
    ) -> Iterator[SqlImportWork]:
        lock = _lock(CHANGING, organisation_id)
        with self.database.writing() as connection:
            if waits:
                take_turn(connection, lock)
            elif not try_turn(connection, lock):
                raise FactsHeld
            yield SqlImportWork(connection)

    def is_free(self, organisation_id: OrganisationId) -> bool:
        """The lock that is tried is let go at the end of its statement."""
        with self.database.reading() as connection:
            return try_turn(connection, _lock(CHANGING, organisation_id))

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
        kept = [
            Kept(
                row.number,
                Change(row.sheet, row.row, row.column, row.before, row.after, row.rule),
                row.version,
            )
            for row in self._numbered(insight_changes, id, window)
        ]
        return page_of(kept, window, attrgetter("id"))

    def refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        kept = [
            KeptRefusal(
                row.number,
                Refused(row.sheet, row.row, row.column, row.value, row.reason, row.detail),
            )
            for row in self._numbered(insight_refused_rows, id, window)
        ]
        return page_of(kept, window, attrgetter("id"))

    def plan_lines(self) -> PlanPages:
        return PlanPages()

    def tallies(self) -> AbstractContextManager[FiledTallies]:
        return filed_tallies()

    def planned_changes(self, id: ImportId, window: Window) -> Page[Kept]:
        kept = changes_in(self._pages(id, "change", window), window, VERSION)
        return page_of(kept, window, attrgetter("id"))

    def planned_refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        kept = refusals_in(self._pages(id, "refusal", window), window)
        return page_of(kept, window, attrgetter("id"))

    def _pages(self, id: ImportId, kind: str, window: Window) -> list[PageOf]:
        """Return the two that the window may lie in."""
        its = insight_plan_pages.c
        some = select(its.kind, its.last, its.lines).where(
            its.import_id == id, its.kind == kind, its.last > after(window)
        )
        with self.database.reading() as connection:
            rows = connection.execute(some.order_by(its.last).limit(2))
            return [PageOf(row.kind, row.last, bytes(row.lines)) for row in rows]

    def _numbered(self, table: Table, id: ImportId, window: Window) -> Sequence[Any]:
        after = 0 if window.after is None else min(window.after.int, 2**31 - 1)
        its = select(table).where(table.c.import_id == id, table.c.number > after)
        with self.database.reading() as connection:
            return connection.execute(its.order_by(table.c.number).limit(window.limit + 1)).all()


def _lock(kind: int, organisation_id: OrganisationId) -> int:
    return kind << 32 | organisation_id.int & 0xFFFF_FFFF


def _applied(organisation_id: OrganisationId, digest: str) -> Select[Any]:
    return (
        select(insight_imports)
        .where(
            imports.organisation_id == organisation_id,
            imports.digest == digest,
            imports.state == ImportState.APPLIED.value,
        )
        .order_by(imports.id)
        .limit(1)
    )
