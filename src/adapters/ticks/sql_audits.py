"""Which minutes were audited, in a relational database: a row a day, a bit a minute."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from adapters.database.in_transaction import find
from adapters.database.inserts import save
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_turns import take_market
from adapters.ticks.tables import tick_audits
from application.service import service
from domain.ticks.audited import DAY, MINUTES, AuditedDay
from domain.ticks.market import MarketId
from domain.ticks.moments import floor

AUDITS = tick_audits.c
BYTES: Final = MINUTES // 8
ONE = select(AUDITS.agreed, AUDITS.differing).where(
    AUDITS.market == bindparam("market"), AUDITS.day == bindparam("day")
)


@service
class SqlAudits:
    database: SqlDatabase

    def note(self, market: MarketId, agreed: Sequence[int], differing: Sequence[int]) -> None:
        with self.database.writing() as connection:
            take_market(connection, market)
            for start in sorted({floor(one, DAY) for one in (*agreed, *differing)}):
                rows = find(connection, ONE, {"market": market, "day": start})
                _keep(connection, market, _day(start, rows).judged(agreed, differing))
            connection.commit()

    def of(self, market: MarketId, start: int) -> AuditedDay:
        return _day(start, asked(self.database, ONE, {"market": market, "day": start}))


def _day(start: int, rows: Iterable[Any]) -> AuditedDay:
    for agreed, differing in rows:
        return AuditedDay(start, *(int.from_bytes(one, "little") for one in (agreed, differing)))
    return AuditedDay(start)


def _keep(connection: Connection, market: MarketId, day: AuditedDay) -> None:
    bits = {"agreed": day.agreed, "differing": day.differing}
    told = {name: one.to_bytes(BYTES, "little") for name, one in bits.items()}
    save(connection, tick_audits, {"market": market, "day": day.start, **told})
