"""Backfills in a relational database."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, false, select, update

from adapters.database.in_transaction import change
from adapters.database.inserts import insert_once
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.ticks.tables import tick_backfills
from application.service import service
from domain.ids import UserId
from domain.ticks.backfill import Backfill, BackfillId
from domain.ticks.market import MarketId

HELD = tick_backfills.c
ONE = select(tick_backfills).where(HELD.market == bindparam("its"), HELD.id == bindparam("named"))
OPEN = (
    select(tick_backfills)
    .where(HELD.market == bindparam("its"), HELD.settled == false())
    .order_by(HELD.asked_at, HELD.id)
)
SAVE = (
    update(tick_backfills)
    .where(HELD.id == bindparam("named"))
    .values(first=bindparam("first"), last=bindparam("last"), settled=bindparam("settled"))
)


@service
class SqlBackfills:
    database: SqlDatabase

    def add(self, backfill: Backfill) -> None:
        with self.database.writing() as connection:
            insert_once(connection, tick_backfills, {**asdict(backfill), "settled": False})
            connection.commit()

    def find(self, market: MarketId, id: BackfillId) -> Backfill | None:
        rows = asked(self.database, ONE, {"its": market, "named": id})
        return _backfill(rows[0]) if rows else None

    def of(self, market: MarketId) -> Sequence[Backfill]:
        return [_backfill(row) for row in asked(self.database, OPEN, {"its": market})]

    def save(self, backfill: Backfill, *, settled: bool = False) -> None:
        ids = {"first": backfill.first, "last": backfill.last}
        with self.database.writing() as connection:
            change(connection, SAVE, {"named": backfill.id, **ids, "settled": settled})
            connection.commit()


def _backfill(row: Any) -> Backfill:
    return Backfill(
        id=BackfillId(row.id),
        market=MarketId(row.market),
        asked_at=row.asked_at,
        asked_by=UserId(row.asked_by),
        first=row.first,
        last=row.last,
        since=row.since,
        until=row.until,
    )
