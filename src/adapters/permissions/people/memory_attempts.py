"""Tries counted in a dictionary."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from adapters.database.memory import MemoryTransaction
from adapters.permissions.people.memory_tables import ATTEMPTS, drop
from application.service import service
from domain.permissions.people.limits import Limit


@dataclass(frozen=True, slots=True)
class Counted:
    count: int
    ends_at: datetime


@service
class InMemoryAttempts:
    work: MemoryTransaction

    def count(self, limits: Sequence[Limit], now: datetime) -> int:
        rows = self.work.table(ATTEMPTS)
        for limit in limits:
            held = rows.get(limit.key)
            if held is None or held.ends_at <= now:
                held = Counted(0, now + limit.within)
            rows[limit.key] = replace(held, count=held.count + 1)
            if held.count >= limit.most:
                return max(1, ceil((held.ends_at - now).total_seconds()))
        return 0

    def give_back(self, limits: Sequence[Limit]) -> None:
        rows = self.work.table(ATTEMPTS)
        for limit in limits:
            held = rows.get(limit.key)
            if held is not None and held.count > 0:
                rows[limit.key] = replace(held, count=held.count - 1)

    def forget(self, now: datetime) -> int:
        return drop(self.work.table(ATTEMPTS), lambda one: one.ends_at <= now)
