"""What exchanges have not, and what went wrong, in a relational database."""

from collections.abc import Sequence
from dataclasses import asdict, field
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from adapters.clock import SystemClock
from adapters.database.in_transaction import change, find
from adapters.database.inserts import save
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_turns import note_corrected, take_market
from adapters.ticks.tables import tick_absent, tick_incidents
from application.clock import Clock
from application.service import service
from application.ticks.ports import Fence
from domain.ticks.absence import Absence, merged
from domain.ticks.incident import Incident, IncidentNumber
from domain.ticks.market import MarketId

ABSENT, INCIDENTS = tick_absent.c, tick_incidents.c
LATEST = 2**63 - 1
ALL = (
    select(ABSENT.first, ABSENT.last)
    .where(ABSENT.market == bindparam("market"))
    .order_by(ABSENT.first)
)
NEAR = ALL.where(ABSENT.first <= bindparam("beyond"), ABSENT.last >= bindparam("before"))
GONE = delete(tick_absent).where(
    ABSENT.market == bindparam("market"), ABSENT.first == bindparam("first")
)
NOTE = insert(tick_incidents)
LATER = (
    select(tick_incidents)
    .where(INCIDENTS.number < bindparam("before"))
    .order_by(INCIDENTS.number.desc())
    .limit(bindparam("many"))
)
OF_A_MARKET = LATER.where(INCIDENTS.market == bindparam("market"))
AT_ONCE = 10_000
OLD = delete(tick_incidents).where(
    INCIDENTS.number.in_(
        select(INCIDENTS.number)
        .where(INCIDENTS.at < bindparam("moment"))
        .order_by(INCIDENTS.at)
        .limit(AT_ONCE)
    )
)
OF_NONE = LATER.where(INCIDENTS.market.is_(None))


@service
class SqlAbsent:
    database: SqlDatabase
    clock: Clock = field(default_factory=SystemClock)

    def note(self, market: MarketId, first: int, last: int, fence: Fence) -> None:
        with self.database.writing() as connection:
            take_market(connection, market, fence)
            beside = {"market": market, "beyond": last + 1, "before": first - 1}
            near = [Absence(*row) for row in find(connection, NEAR, beside)]
            for one in near:
                change(connection, GONE, {"market": market, "first": one.first})
            for one in merged([*near, Absence(first, last)]):
                save(connection, tick_absent, {"market": market, **asdict(one)})
            note_corrected(connection, market, self.clock)
            connection.commit()

    def all(self, market: MarketId) -> Sequence[Absence]:
        return [Absence(*row) for row in asked(self.database, ALL, {"market": market})]


@service
class SqlIncidents:
    database: SqlDatabase

    def note(self, incident: Incident) -> None:
        with self.database.writing() as connection:
            change(connection, NOTE, asdict(incident.bounded()))
            connection.commit()

    def newest(
        self, market: MarketId | None, limit: int, before: IncidentNumber | None = None
    ) -> Sequence[tuple[IncidentNumber, Incident]]:
        wanted = {"before": LATEST if before is None else before, "many": limit}
        if market is None:
            rows = asked(self.database, OF_NONE, wanted)
        else:
            rows = asked(self.database, OF_A_MARKET, {**wanted, "market": market})
        return [_incident(row) for row in rows]

    def forget(self, before: int) -> int:
        gone, some = 0, AT_ONCE
        while some == AT_ONCE:
            with self.database.writing() as connection:
                some = change(connection, OLD, {"moment": before})
                connection.commit()
            gone += some
        return gone


def _incident(row: Any) -> tuple[IncidentNumber, Incident]:
    told = row._asdict()
    return IncidentNumber(told.pop("number")), Incident(**{**told, "raw": bytes(row.raw)})
