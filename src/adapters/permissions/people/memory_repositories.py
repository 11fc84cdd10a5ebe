"""Accounts, challenges, sessions and keys in dictionaries."""

from collections.abc import Sequence
from datetime import datetime

from adapters.database.memory import MemoryTransaction
from adapters.permissions.people.memory_tables import (
    ACCOUNTS,
    CHALLENGES,
    SESSIONS,
    SIGNING_KEYS,
    drop,
)
from application.service import service
from domain.ids import UserId
from domain.permissions.people.account import Account
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.signing_key import KeyId, SigningKey


@service
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


@service
class InMemoryChallengeRepository:
    work: MemoryTransaction

    def add(self, challenge: Challenge) -> None:
        self.work.table(CHALLENGES)[challenge.id] = challenge

    def has(self, id: ChallengeId) -> bool:
        return id in self.work.table(CHALLENGES)

    def remove_all(self, email: EmailAddress, purpose: Purpose) -> None:
        rows = self.work.table(CHALLENGES)
        drop(rows, lambda one: (one.email, one.purpose) == (email, purpose))

    def forget(self, asked_before: datetime) -> int:
        return drop(self.work.table(CHALLENGES), lambda one: one.asked_at < asked_before)


@service
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
        rows = self.work.table(SESSIONS)
        drop(rows, lambda one: one.user_id == user_id and one.was_over(over_before))


@service
class InMemorySigningKeyRepository:
    work: MemoryTransaction

    def all(self) -> Sequence[SigningKey]:
        return list(self.work.table(SIGNING_KEYS).values())

    def add(self, key: SigningKey) -> None:
        self.work.table(SIGNING_KEYS)[key.id] = key

    def remove(self, id: KeyId) -> None:
        self.work.table(SIGNING_KEYS).pop(id, None)
