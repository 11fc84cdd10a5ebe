"""Idempotency keys in a relational database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, select, tuple_, update

from adapters.database.in_transaction import change, find
from adapters.database.inserts import insert_once
from adapters.database.sql import SqlDatabase
from adapters.idempotency.tables import idempotency_keys
from application.idempotency.ports import (
    KeyReused,
    RequestInProgress,
    RequestKey,
    Reservation,
    StoredAnswer,
)
from application.service import service

held = idempotency_keys.c
AT_ONCE = 500
ITS = (held.organisation_id == bindparam("ours"), held.key == bindparam("named"))
KEPT = select(idempotency_keys).where(*ITS).with_for_update()
CHANGE = update(idempotency_keys).where(*ITS)
RELEASE = delete(idempotency_keys).where(*ITS, held.status.is_(None))


@service
class SqlIdempotencyStore:
    database: SqlDatabase

    def reserve(
        self,
        key: RequestKey,
        fingerprint: str,
        *,
        resource_id: UUID,
        now: datetime,
        until: datetime,
    ) -> Reservation:
        row = {
            "organisation_id": key.organisation_id,
            "key": key.key,
            "fingerprint": fingerprint,
            "resource_id": resource_id,
            "reserved_at": now,
            "held_until": until,
        }
        with self.database.writing() as connection:
            if insert_once(connection, idempotency_keys, row):
                connection.commit()
                return Reservation(resource_id, None)
            reservation = _again(connection, key, fingerprint, now, until)
            connection.commit()
        return reservation

    def answered(self, key: RequestKey, answer: StoredAnswer) -> None:
        kept = {"status": answer.status, "headers": answer.headers, "body": answer.body}
        with self.database.writing() as connection:
            change(connection, CHANGE, {**kept, **_named(key)})
            connection.commit()

    def release(self, key: RequestKey) -> None:
        with self.database.writing() as connection:
            change(connection, RELEASE, _named(key))
            connection.commit()

    def forget(self, before: datetime) -> int:
        forgotten = 0
        while some := self._forget_some(before):
            forgotten += some
        return forgotten

    def _forget_some(self, before: datetime) -> int:
        """Drop a slice: whoever reserves a key waits no longer than for that."""
        old = select(held.organisation_id, held.key).where(held.reserved_at < before)
        some = tuple_(held.organisation_id, held.key).in_(old.limit(AT_ONCE))
        with self.database.writing() as connection:
            gone = connection.execute(delete(idempotency_keys).where(some))
            connection.commit()
        return gone.rowcount


def _again(
    connection: Connection, key: RequestKey, fingerprint: str, now: datetime, until: datetime
) -> Reservation:
    (row,) = find(connection, KEPT, _named(key))
    if row.fingerprint != fingerprint:
        raise KeyReused
    if row.status is None:
        if row.held_until > now:
            raise RequestInProgress
        change(connection, CHANGE, {"held_until": until, **_named(key)})
    return Reservation(row.resource_id, _answer(row))


def _answer(row: Row[Any]) -> StoredAnswer | None:
    return None if row.status is None else StoredAnswer(row.status, row.headers, row.body)


def _named(key: RequestKey) -> dict[str, Any]:
    return {"ours": key.organisation_id, "named": key.key}
