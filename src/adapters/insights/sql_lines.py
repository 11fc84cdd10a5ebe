"""Changed cells and refused rows of imports, as they are looked at page by page."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table, select

from adapters.database.paging import page_of
from adapters.insights.import_tables import (
    insight_changes,
    insight_plan_pages,
    insight_refused_rows,
)
from adapters.insights.plan_pages import PageOf, after, changes_in, refusals_in
from application.paging import Page, Window
from application.service import service
from domain.insights.ids import ImportId
from domain.insights.interpretation import VERSION
from domain.insights.ledger import Kept, KeptRefusal
from domain.insights.rows import Change, Refused


@service
class SqlLines:
    connection: Connection

    def changes(self, id: ImportId, window: Window) -> Page[Kept]:
        kept = [_kept(row) for row in self._numbered(insight_changes, id, window)]
        return page_of(kept, window, attrgetter("id"))

    def refusals(self, id: ImportId, window: Window) -> Page[KeptRefusal]:
        kept = [_refusal(row) for row in self._numbered(insight_refused_rows, id, window)]
        return page_of(kept, window, attrgetter("id"))

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
        rows = self.connection.execute(some.order_by(its.last).limit(2))
        return [PageOf(row.kind, row.last, bytes(row.lines)) for row in rows]

    def _numbered(self, table: Table, id: ImportId, window: Window) -> Sequence[Any]:
        its = select(table).where(table.c.import_id == id, table.c.number > after(window))
        return self.connection.execute(its.order_by(table.c.number).limit(window.limit + 1)).all()


def _kept(row: Any) -> Kept:
    change = Change(row.sheet, row.row, row.column, row.before, row.after, row.rule)
    return Kept(row.number, change, row.version)


def _refusal(row: Any) -> KeptRefusal:
    refused = Refused(row.sheet, row.row, row.column, row.value, row.reason, row.detail)
    return KeptRefusal(row.number, refused)
