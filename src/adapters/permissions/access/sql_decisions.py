"""Decisions on one connection: of what is committed, or of what its transaction has changed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from adapters.database.driver_sql import as_id, run
from adapters.database.paging import page_of
from adapters.permissions.access import statements
from adapters.permissions.access.rows import to_grant
from adapters.permissions.access.sql_standing import standing
from adapters.permissions.access.tables import grants
from application.paging import Page, Window
from application.permissions.access.views import Holder
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId
from domain.permissions.access.grant import GrantId
from domain.permissions.access.standing import Standing
from domain.principal import Kind, Principal

WIDE = 20_000
"""From so many ways down on, it is quicker to check thing after thing."""
LAST, FIRST = UUID(int=2**128 - 1), UUID(int=0)
EVERYTHING = 2**31 - 1


@service
class SqlDecisions:
    connection: Connection

    def version(self, organisation_id: OrganisationId) -> int:
        return to_version(run(self.connection, *version_asked(organisation_id)))

    def level(self, by: Principal, id: UUID, *, now: datetime) -> Level | None:
        return to_level(run(self.connection, *level_asked(by, id, now)))

    def levels(
        self, by: Principal, ids: Collection[UUID], *, now: datetime
    ) -> Mapping[UUID, Level]:
        return to_levels(run(self.connection, *levels_asked(by, ids, now)))

    def within(self, by: Principal, kind: str, *, now: datetime) -> frozenset[UUID] | None:
        at_root = self.level(by, by.organisation_id, now=now)
        if at_root is Level.ADMINISTER:
            return None
        given = {**_asker(by, now), "kind": kind}
        if at_root is not None and not run(self.connection, statements.HIDDEN, given):
            return None
        every = {**given, "level": int(Level.VIEW), "after": LAST, "limit": EVERYTHING}
        found = run(self.connection, statements.FEW[by.kind], every)
        return frozenset(as_id(one) for (one,) in found)

    def listed(
        self, by: Principal, kind: str, window: Window, *, now: datetime, level: Level
    ) -> Page[UUID]:
        given = {
            **_asker(by, now),
            "kind": kind,
            "level": int(level),
            "after": window.after or LAST,
            "limit": window.limit + 1,
            "most": WIDE,
        }
        reach = run(self.connection, statements.REACH[by.kind], given)[0][0]
        way = statements.MANY if reach >= WIDE else statements.FEW
        found = [as_id(one) for (one,) in run(self.connection, way[by.kind], given)]
        return page_of(found, window, lambda one: one)

    def who(
        self, organisation_id: OrganisationId, id: UUID, window: Window, *, now: datetime
    ) -> Page[Holder]:
        given = {
            "organisation": organisation_id,
            "id": id,
            "now": now,
            "after": window.after or FIRST,
            "limit": window.limit + 1,
        }
        found = [
            (as_id(one), as_id(grant)) for one, grant in run(self.connection, statements.WHO, given)
        ]
        named = select(grants).where(grants.c.id.in_({grant for _, grant in found}))
        held = {row.id: to_grant(row) for row in self.connection.execute(named)}
        holders = [Holder(one, held[grant].level, held[GrantId(grant)]) for one, grant in found]
        return page_of(holders, window, lambda one: one.id)

    def standing(self, by: Principal, id: UUID) -> Standing:
        return standing(self.connection, by, id)


def version_asked(organisation_id: OrganisationId) -> tuple[str, dict[str, Any]]:
    return statements.VERSION, {"organisation": organisation_id}


def to_version(rows: Sequence[Any]) -> int:
    return int(rows[0][0]) if rows else 0


def level_asked(by: Principal, id: UUID, now: datetime) -> tuple[str, dict[str, Any]]:
    """Return the statement for one check, and what it is given."""
    return CHECK[by.kind], {**_asker(by, now), "id": id}


def levels_asked(by: Principal, ids: Collection[UUID], now: datetime) -> tuple[str, dict[str, Any]]:
    return CHECKS[by.kind], {**_asker(by, now), "ids": list(ids)}


def to_level(rows: Sequence[Any]) -> Level | None:
    found = rows[0][0]
    return None if found is None else Level(found)


def to_levels(rows: Sequence[Any]) -> dict[UUID, Level]:
    return {as_id(one): Level(level) for one, level in rows}


def _asker(by: Principal, now: datetime) -> dict[str, Any]:
    return {"who": by.user_id, "organisation": by.organisation_id, "now": now}


CHECK = {Kind.PERSON: statements.PERSON_LEVEL, Kind.GUEST: statements.GUEST_LEVEL}
CHECKS = {Kind.PERSON: statements.PERSON_LEVELS, Kind.GUEST: statements.GUEST_LEVELS}
