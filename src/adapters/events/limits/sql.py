"""Buckets in a relational database: one statement takes, and refuses by changing nothing."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Dialect, bindparam, case, func, select

from adapters.database.inserts import inserting
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.events.tables import event_buckets, event_relays, events
from application.events.limits.ports import BucketId, Spend, Taken
from application.service import service
from domain.events.limits.tail import Tail

held = event_buckets.c
SOON = "SELECT set_config('synchronous_commit', 'off', true)"
"""A crash of the server may forget what was taken in its last moment: nobody need wait for that."""
RELAYED = func.coalesce(select(func.max(event_relays.c.position)).scalar_subquery(), 0)
NEWEST = select(func.max(events.c.position)).scalar_subquery()
OLDEST = (
    select(events.c.received_at)
    .where(events.c.position > RELAYED)
    .order_by(events.c.position)
    .limit(1)
    .scalar_subquery()
)
TAIL = select((NEWEST - RELAYED).label("waiting"), OLDEST.label("oldest"))


@service
class SqlBuckets:
    database: SqlDatabase

    def take(self, wanted: Mapping[BucketId, Spend], now: int) -> Taken:
        if len(wanted) == 1 and self.database.engine.dialect.name == "postgresql":
            return self._take_one(*next(iter(wanted.items())), now)
        with self.database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(SOON)
            levels: dict[BucketId, int] = {}
            for bucket in sorted(wanted):  # whoever takes from the same ones, in the same order
                level = _taken(connection, bucket, wanted[bucket], now)
                if level is None:
                    connection.rollback()
                    return Taken(fits=False, levels=_levels(connection, wanted))
                levels[bucket] = level
            connection.commit()
        return Taken(fits=True, levels=levels)

    def _take_one(self, bucket: BucketId, spend: Spend, now: int) -> Taken:
        """Take in one round trip, for which all others wait who want some of the same bucket.

        On a connection that was lost it may be taken twice: then less is let in, and never more.
        """
        if spend.cost <= spend.depth:
            statement, given = _written(self.database.engine.dialect), _told(bucket, spend, now)
            rows = self.database.tell_soon(lambda one: one.execute(statement, given).fetchall())
            if rows:
                return Taken(fits=True, levels={bucket: rows[0][0]})
        with self.database.reading() as connection:
            return Taken(fits=False, levels=_levels(connection, [bucket]))


@service
class SqlTailReader:
    """Positions may have gaps, so this is what waits at most."""

    database: SqlDatabase

    def tail(self) -> Tail:
        (row,) = asked(self.database, TAIL, {})
        return Tail(row.waiting or 0, row.oldest)


def _taken(connection: Connection, bucket: BucketId, spend: Spend, now: int) -> int | None:
    """Return the new level, or None when there is no room."""
    if spend.cost > spend.depth:
        return None
    level: int | None = connection.execute(
        _taking(connection.dialect.name), _told(bucket, spend, now)
    ).scalar()
    return level


def _told(bucket: BucketId, spend: Spend, now: int) -> dict[str, Any]:
    return {
        "organisation_id": bucket.organisation_id,
        "name": bucket.name,
        "level": now + spend.cost,
        "now": now,
        "cost": spend.cost,
        "highest": now + spend.depth,
    }


@cache
def _written(dialect: Dialect) -> str:
    """Return the statement in the driver's own words."""
    return str(_taking(dialect.name).compile(dialect=dialect))


@cache
def _taking(dialect: str) -> Any:
    now, cost, highest = (bindparam(name, type_=BigInteger) for name in ("now", "cost", "highest"))
    raised = case((held.level > now, held.level), else_=now) + cost
    insert = inserting(event_buckets, dialect)
    return insert.on_conflict_do_update(
        index_elements=[held.organisation_id, held.name],
        set_={"level": raised},
        where=raised <= highest,
    ).returning(held.level)


def _levels(connection: Connection, buckets: Collection[BucketId]) -> dict[BucketId, int]:
    found = {}
    for one in buckets:
        own = (held.organisation_id == one.organisation_id, held.name == one.name)
        found[one] = connection.scalar(select(held.level).where(*own)) or 0
    return found
