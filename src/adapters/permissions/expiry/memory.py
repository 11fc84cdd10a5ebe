"""What is over, found in dictionaries."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from adapters.database.memory import MemoryDatabase
from adapters.permissions.access.memory_grants import InMemoryGrantRepository
from adapters.permissions.access.memory_invitations import INVITATIONS
from adapters.permissions.access.memory_links import LINKS
from adapters.permissions.access.memory_tables import GRANTS, Rows
from adapters.permissions.people.memory_tables import ATTEMPTS, CHALLENGES, SESSIONS
from application.permissions.expiry.ports import Key, Kind
from application.service import service

TABLES = {
    Kind.GRANTS: GRANTS,
    Kind.GUEST_LINKS: LINKS,
    Kind.INVITATIONS: INVITATIONS,
    Kind.SESSIONS: SESSIONS,
    Kind.CHALLENGES: CHALLENGES,
    Kind.ATTEMPTS: ATTEMPTS,
}


@service
class InMemoryExpiredThings:
    database: MemoryDatabase

    def over(self, kind: Kind, by: datetime, *, after: Key | None, most: int) -> Sequence[Key]:
        is_over, held = _OVER[kind](self.database.rows, by), self.database.rows(TABLES[kind])
        below = (key for key, one in held.items() if is_over(one) and _is_below(key, after))
        return sorted(below, reverse=True)[:most]

    def remove(self, kind: Kind, keys: Sequence[Key], by: datetime) -> int:
        with self.database.writing() as work:
            held, is_over = work.table(TABLES[kind]), _OVER[kind](work.table, by)
            gone = [key for key in keys if key in held and is_over(held[key])]
            if kind is Kind.GRANTS:
                count = InMemoryGrantRepository(work).remove([held[key].id for key in gone])
            else:
                count = sum(held.pop(key, None) is not None for key in gone)
            work.commit()
        return count


def _is_below(key: Any, after: Any) -> bool:
    return after is None or key < after


def _dead(_: Rows, by: datetime) -> Callable[[Any], bool]:
    return lambda one: not one.is_alive(by)


def _without_grant(rows: Rows, by: datetime) -> Callable[[Any], bool]:
    return lambda link: link.created_at <= by and link.grant_id not in rows(GRANTS)


_OVER: Mapping[Kind, Callable[[Rows, datetime], Callable[[Any], bool]]] = {
    Kind.GRANTS: _dead,
    Kind.GUEST_LINKS: _without_grant,
    Kind.INVITATIONS: _dead,
    Kind.SESSIONS: lambda _, by: lambda one: one.was_over(by),
    Kind.CHALLENGES: _dead,
    Kind.ATTEMPTS: lambda _, by: lambda one: one.ends_at <= by,
}
