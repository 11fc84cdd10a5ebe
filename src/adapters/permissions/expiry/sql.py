"""What is over, found in a relational database.

It is found without a lock, on a walk down the primary key that takes one pass however many batches
there are, and looked at again where it is removed.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, or_, select

from adapters.database.sql import SqlDatabase
from adapters.permissions.access.invitation_tables import invitations
from adapters.permissions.access.link_tables import guest_links
from adapters.permissions.access.sql_grants import SqlGrantRepository
from adapters.permissions.access.tables import grants, organisations
from adapters.permissions.people.tables import attempts, challenges, sessions
from application.permissions.expiry.ports import Key, Kind
from application.service import service
from domain.permissions.people.challenge import LASTING

KEYS = {
    Kind.GRANTS: grants.c.id,
    Kind.GUEST_LINKS: guest_links.c.id,
    Kind.INVITATIONS: invitations.c.id,
    Kind.SESSIONS: sessions.c.id,
    Kind.CHALLENGES: challenges.c.id,
    Kind.ATTEMPTS: attempts.c.key,
}


def _without_grant(by: datetime) -> Any:
    stands = exists().where(grants.c.id == guest_links.c.id)
    return and_(guest_links.c.created_at <= by, ~stands)


def _asked_long_ago(by: datetime) -> Any:
    return or_(*(
        and_(challenges.c.purpose == purpose.value, challenges.c.asked_at <= by - lasting)
        for purpose, lasting in LASTING.items()
    ))  # fmt: skip


OVER: Mapping[Kind, Callable[[datetime], Any]] = {
    Kind.GRANTS: lambda by: grants.c.expires_at <= by,
    Kind.GUEST_LINKS: _without_grant,
    Kind.INVITATIONS: lambda by: invitations.c.expires_at <= by,
    Kind.SESSIONS: lambda by: or_(sessions.c.expires_at < by, sessions.c.ended_at < by),
    Kind.CHALLENGES: _asked_long_ago,
    Kind.ATTEMPTS: lambda by: attempts.c.ends_at <= by,
}


@service
class SqlExpiredThings:
    database: SqlDatabase

    def over(self, kind: Kind, by: datetime, *, after: Key | None, most: int) -> Sequence[Key]:
        key = KEYS[kind]
        asked = select(key).where(OVER[kind](by)).order_by(key.desc()).limit(most)
        if after is not None:
            asked = asked.where(key < after)
        with self.database.reading() as connection:
            return list(connection.scalars(asked))

    def remove(self, kind: Kind, keys: Sequence[Key], by: datetime) -> int:
        with self.database.writing() as connection:
            chosen = and_(KEYS[kind].in_(keys), OVER[kind](by))
            remove = _remove_grants if kind is Kind.GRANTS else _remove_rows
            count = remove(connection, KEYS[kind], chosen)
            connection.commit()
        return count


def _remove_rows(connection: Connection, key: Any, chosen: Any) -> int:
    free = select(key).where(chosen).with_for_update(skip_locked=True, of=key.table)
    return connection.execute(delete(key.table).where(key.in_(free))).rowcount


def _remove_grants(connection: Connection, key: Any, chosen: Any) -> int:
    """Take the organisations as a change of access does, but for those that are taken.

    A change that is being made may let a grant last again; only what it commits is looked at.
    """
    owning = organisations.c.id.in_(select(grants.c.organisation_id).where(chosen))
    free = select(organisations.c.id).where(owning).with_for_update(skip_locked=True)
    taken = list(connection.scalars(free))
    over = select(key).where(chosen, grants.c.organisation_id.in_(taken))
    return SqlGrantRepository(connection).remove(list(connection.scalars(over)))
