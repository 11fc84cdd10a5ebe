"""Imports, as a transaction changes them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, insert, select, update

from adapters.database.inserts import insert_many_once, insert_once
from adapters.database.sql import take_turn
from adapters.insights.import_tables import (
    insight_import_bases,
    insight_import_contents,
    insight_imports,
    insight_plan_pages,
)
from adapters.insights.locks import receiving
from adapters.insights.plan_pages import PlanPages
from adapters.insights.rows import to_import, to_row
from application.insights.ports import PlanLines
from application.service import service
from domain.ids import OrganisationId
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportState

imports, contents = insight_imports.c, insight_import_contents.c
bases = insight_import_bases.c


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
        take_turn(self.connection, receiving(one.organisation_id))
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
