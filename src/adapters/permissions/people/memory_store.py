"""People kept in dictionaries."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Any

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.jobs.memory import InMemoryJobs
from domain.ids import UserId
from domain.permissions.people.account import Account
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.limits import Limit
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.signing_key import KeyId, SigningKey

ACCOUNTS, CHALLENGES, SESSIONS = "accounts", "challenges", "sessions"
ATTEMPTS, SIGNING_KEYS = "attempts", "signing_keys"


@dataclass(frozen=True, slots=True)
class InMemoryAccountRepository:
    work: MemoryTransaction

    def add(self, account: Account) -> bool:
        rows = self.work.table(ACCOUNTS)
        if account.id in rows or self.by_email(account.email):
            return False
        rows[account.id] = account
        return True

    def by_id(self, id: UserId) -> Account | None:
        return self.work.table(ACCOUNTS).get(id)

    def by_email(self, email: EmailAddress) -> Account | None:
        rows = self.work.table(ACCOUNTS).values()
        return next((one for one in rows if one.email == email), None)

    def save(self, account: Account) -> None:
        self.work.table(ACCOUNTS)[account.id] = account


@dataclass(frozen=True, slots=True)
class InMemoryChallengeRepository:
    work: MemoryTransaction

    def add(self, challenge: Challenge) -> None:
        self.work.table(CHALLENGES)[challenge.id] = challenge

    def has(self, id: ChallengeId) -> bool:
        return id in self.work.table(CHALLENGES)

    def remove_all(self, email: EmailAddress, purpose: Purpose) -> None:
        rows = self.work.table(CHALLENGES)
        _drop(rows, lambda one: (one.email, one.purpose) == (email, purpose))

    def forget(self, asked_before: datetime) -> int:
        return _drop(self.work.table(CHALLENGES), lambda one: one.asked_at < asked_before)


@dataclass(frozen=True, slots=True)
class InMemorySessionRepository:
    work: MemoryTransaction

    def add(self, session: Session) -> None:
        self.work.table(SESSIONS)[session.id] = session

    def by_id(self, id: SessionId) -> Session | None:
        return self.work.table(SESSIONS).get(id)

    def save(self, session: Session) -> None:
        self.work.table(SESSIONS)[session.id] = session

    def end_all(self, user_id: UserId, now: datetime, *, but: SessionId | None = None) -> None:
        rows = self.work.table(SESSIONS)
        for session in list(rows.values()):
            if session.user_id == user_id and session.id != but:
                rows[session.id] = session.ended(now)

    def forget(self, user_id: UserId, over_before: datetime) -> None:
        def is_over(one: Session) -> bool:
            ended = one.ended_at is not None and one.ended_at < over_before
            return one.user_id == user_id and (ended or one.expires_at < over_before)

        _drop(self.work.table(SESSIONS), is_over)


@dataclass(frozen=True, slots=True)
class InMemorySigningKeyRepository:
    work: MemoryTransaction

    def all(self) -> Sequence[SigningKey]:
        return list(self.work.table(SIGNING_KEYS).values())

    def add(self, key: SigningKey) -> None:
        self.work.table(SIGNING_KEYS)[key.id] = key

    def remove(self, id: KeyId) -> None:
        self.work.table(SIGNING_KEYS).pop(id, None)


@dataclass(frozen=True, slots=True)
class Counted:
    count: int
    ends_at: datetime


@dataclass(frozen=True, slots=True)
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
        return _drop(self.work.table(ATTEMPTS), lambda one: one.ends_at <= now)


@dataclass(frozen=True, slots=True)
class InMemoryPeopleWork:
    work: MemoryTransaction

    @property
    def accounts(self) -> InMemoryAccountRepository:
        return InMemoryAccountRepository(self.work)

    @property
    def challenges(self) -> InMemoryChallengeRepository:
        return InMemoryChallengeRepository(self.work)

    @property
    def sessions(self) -> InMemorySessionRepository:
        return InMemorySessionRepository(self.work)

    @property
    def keys(self) -> InMemorySigningKeyRepository:
        return InMemorySigningKeyRepository(self.work)

    @property
    def attempts(self) -> InMemoryAttempts:
        return InMemoryAttempts(self.work)

    @property
    def jobs(self) -> InMemoryJobs:
        return InMemoryJobs(self.work)

    def commit(self) -> None:
        self.work.commit()


@dataclass(frozen=True, slots=True)
class InMemoryPeopleStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self) -> Iterator[InMemoryPeopleWork]:
        with self.database.writing() as work:
            yield InMemoryPeopleWork(work)


def _drop(rows: dict[Any, Any], goes: Any) -> int:
    gone = [key for key, one in rows.items() if goes(one)]
    for key in gone:
        del rows[key]
    return len(gone)
