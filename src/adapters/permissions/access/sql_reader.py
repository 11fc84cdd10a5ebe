"""Decisions and lists, from what is committed."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from adapters.database.driver_sql import ask
from adapters.database.reachable import reachable
from adapters.database.sql import SqlDatabase
from adapters.permissions.access.sql_decisions import (
    SqlDecisions,
    level_asked,
    levels_asked,
    to_level,
    to_levels,
    to_version,
    version_asked,
)
from application.paging import Page, Window
from application.permissions.access.views import Holder
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId
from domain.permissions.access.standing import Standing
from domain.principal import Principal

FEW = 50
"""For more than these PostgreSQL finds a better plan when it is told how many there are."""


@service
class SqlAccessReader:
    """Checks are one statement each; what takes several sees one state in all of them."""

    database: SqlDatabase

    def version(self, organisation_id: OrganisationId) -> int:
        return to_version(ask(self.database, *version_asked(organisation_id)))

    def level(self, by: Principal, id: UUID, *, now: datetime) -> Level | None:
        return to_level(ask(self.database, *level_asked(by, id, now)))

    def levels(
        self, by: Principal, ids: Collection[UUID], *, now: datetime
    ) -> Mapping[UUID, Level]:
        if len(ids) == 1:
            (asked,) = ids
            level = self.level(by, asked, now=now)
            return {} if level is None else {asked: level}
        if len(ids) > FEW:
            with self.database.reading() as connection:
                return SqlDecisions(connection).levels(by, ids, now=now)
        return to_levels(ask(self.database, *levels_asked(by, ids, now)))

    def within(self, by: Principal, kind: str, *, now: datetime) -> frozenset[UUID] | None:
        if self.level(by, by.organisation_id, now=now) is Level.ADMINISTER:
            return None  # which one statement tells, without a transaction around it
        with self._snapshot() as connection:
            return SqlDecisions(connection).within(by, kind, now=now)

    def listed(
        self, by: Principal, kind: str, window: Window, *, now: datetime, level: Level
    ) -> Page[UUID]:
        with self.database.reading() as connection:
            return SqlDecisions(connection).listed(by, kind, window, now=now, level=level)

    def who(
        self, organisation_id: OrganisationId, id: UUID, window: Window, *, now: datetime
    ) -> Page[Holder]:
        with self._snapshot() as connection:
            return SqlDecisions(connection).who(organisation_id, id, window, now=now)

    def standing(self, by: Principal, id: UUID) -> Standing:
        with self._snapshot() as connection:
            return SqlDecisions(connection).standing(by, id)

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """Read with several statements that all see the same."""
        with reachable(), self.database.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                yield connection.execution_options(begin="BEGIN")
            else:
                yield connection.execution_options(isolation_level="REPEATABLE READ")
