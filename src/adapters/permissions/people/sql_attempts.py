"""Tries counted in a relational database."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from math import ceil
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from adapters.database.in_transaction import change, change_all, find
from adapters.permissions.people.tables import attempts
from application.service import service
from domain.permissions.people.limits import Limit

FORGOTTEN_AT_ONCE = 100
NOW = bindparam("now", type_=attempts.c.ends_at.type)
FEWER = (
    update(attempts)
    .where(attempts.c.key == bindparam("given"), attempts.c.tries > 0)
    .values(tries=attempts.c.tries - 1)
)
OVER = select(attempts.c.key).where(attempts.c.ends_at <= NOW).limit(FORGOTTEN_AT_ONCE)
FORGET = delete(attempts).where(attempts.c.key.in_(OVER.with_for_update(skip_locked=True)))
"""Built once: with each sign-in that would take longer than running them."""


@service
class SqlAttempts:
    connection: Connection

    def count(self, limits: Sequence[Limit], now: datetime) -> int:
        for limit in limits:
            row = {"key": limit.key, "tries": 1, "ends_at": now + limit.within, "now": now}
            counted = _counting(self.connection.dialect.name)
            ((tries, ends_at),) = find(self.connection, counted, row)
            if tries > limit.most:
                return int(max(1, ceil((ends_at - now).total_seconds())))
        return 0

    def give_back(self, limits: Sequence[Limit]) -> None:
        # one by one, in the order in which they are counted
        change_all(self.connection, FEWER, [{"given": limit.key} for limit in limits])

    def forget(self, now: datetime) -> int:
        return change(self.connection, FORGET, {"now": now})


@cache
def _counting(dialect: str) -> Any:
    """Count one more, or begin again at one when the time before is over: in one statement."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    made = insert(attempts).values(
        key=bindparam("key"), tries=bindparam("tries"), ends_at=bindparam("ends_at")
    )
    is_over = attempts.c.ends_at <= NOW
    changed = {
        "tries": case((is_over, 1), else_=attempts.c.tries + 1),
        "ends_at": case((is_over, made.excluded.ends_at), else_=attempts.c.ends_at),
    }
    again = made.on_conflict_do_update(index_elements=[attempts.c.key], set_=changed)
    return again.returning(attempts.c.tries, attempts.c.ends_at)
