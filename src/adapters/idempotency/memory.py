"""Idempotency keys in a dictionary."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.database.memory import MemoryDatabase
from application.idempotency.ports import (
    KeyReused,
    RequestInProgress,
    RequestKey,
    Reservation,
    StoredAnswer,
)
from application.service import service

KEYS = "idempotency_keys"


@dataclass(frozen=True, slots=True)
class Kept:
    fingerprint: str
    resource_id: UUID
    reserved_at: datetime
    held_until: datetime
    answer: StoredAnswer | None = None


@service
class InMemoryIdempotencyStore:
    database: MemoryDatabase

    def reserve(
        self,
        key: RequestKey,
        fingerprint: str,
        *,
        resource_id: UUID,
        now: datetime,
        until: datetime,
    ) -> Reservation:
        with self.database.writing() as work:
            kept: Kept = work.table(KEYS).get(key) or Kept(fingerprint, resource_id, now, now)
            if kept.fingerprint != fingerprint:
                raise KeyReused
            if kept.answer is None:
                if kept.held_until > now:
                    raise RequestInProgress
                work.table(KEYS)[key] = replace(kept, held_until=until)
                work.commit()
        return Reservation(kept.resource_id, kept.answer)

    def answered(self, key: RequestKey, answer: StoredAnswer) -> None:
        with self.database.writing() as work:
            if key in work.table(KEYS):
                work.table(KEYS)[key] = replace(work.table(KEYS)[key], answer=answer)
                work.commit()

    def release(self, key: RequestKey) -> None:
        with self.database.writing() as work:
            if key in work.table(KEYS) and work.table(KEYS)[key].answer is None:
                del work.table(KEYS)[key]
                work.commit()

    def forget(self, before: datetime) -> int:
        with self.database.writing() as work:
            rows = work.table(KEYS)
            old = [key for key, kept in rows.items() if kept.reserved_at < before]
            for key in old:
                del rows[key]
            work.commit()
        return len(old)
