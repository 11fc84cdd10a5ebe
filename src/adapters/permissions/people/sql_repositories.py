"""Accounts, challenges, sessions and keys in a relational database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from adapters.database.in_transaction import change, find
from adapters.database.inserts import insert_once, save
from adapters.database.sql import take_turn
from adapters.permissions.people.rows import (
    account_row,
    challenge_row,
    key_row,
    session_row,
    to_account,
    to_key,
    to_session,
)
from adapters.permissions.people.tables import accounts, challenges, sessions, signing_keys
from application.service import service
from domain.ids import UserId
from domain.permissions.people.account import Account
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.signing_key import KeyId, SigningKey

HELD_ACCOUNT = select(accounts).where(accounts.c.id == bindparam("held")).with_for_update()
HELD_BY_EMAIL = select(accounts).where(accounts.c.email == bindparam("held")).with_for_update()
HELD_SESSION = select(sessions).where(sessions.c.id == bindparam("held")).with_for_update()
BEGIN_SESSION = insert(sessions)
MOMENT = bindparam("moment", type_=sessions.c.ended_at.type)
FORGET_SESSIONS = delete(sessions).where(
    sessions.c.user_id == bindparam("owner"),
    or_(sessions.c.ended_at < MOMENT, sessions.c.expires_at < MOMENT),
)
SIGNING_KEYS = 0x4B657973
"""The advisory lock of whoever makes or removes signing keys."""
FORGOTTEN_AT_ONCE = 100


@service
class SqlAccountRepository:
    connection: Connection

    def add(self, account: Account) -> bool:
        return insert_once(self.connection, accounts, account_row(account))

    def by_id(self, id: UserId) -> Account | None:
        return self._one(HELD_ACCOUNT, id)

    def by_email(self, email: EmailAddress) -> Account | None:
        return self._one(HELD_BY_EMAIL, email)

    def save(self, account: Account) -> None:
        save(self.connection, accounts, account_row(account))

    def _one(self, asked: Any, held: Any) -> Account | None:
        found = find(self.connection, asked, {"held": held})
        return to_account(found[0]) if found else None


@service
class SqlChallengeRepository:
    connection: Connection

    def add(self, challenge: Challenge) -> None:
        self.connection.execute(insert(challenges), challenge_row(challenge))

    def has(self, id: ChallengeId) -> bool:
        found = self.connection.execute(select(challenges.c.id).where(challenges.c.id == id))
        return found.first() is not None

    def remove_all(self, email: EmailAddress, purpose: Purpose) -> None:
        sent = (challenges.c.email == email, challenges.c.purpose == purpose.value)
        self.connection.execute(delete(challenges).where(*sent))

    def forget(self, asked_before: datetime) -> int:
        old = select(challenges.c.id).where(challenges.c.asked_at < asked_before)
        free = old.limit(FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
        gone = self.connection.execute(delete(challenges).where(challenges.c.id.in_(free)))
        return gone.rowcount


@service
class SqlSessionRepository:
    connection: Connection

    def add(self, session: Session) -> None:
        change(self.connection, BEGIN_SESSION, session_row(session))

    def by_id(self, id: SessionId) -> Session | None:
        found = find(self.connection, HELD_SESSION, {"held": id})
        return to_session(found[0]) if found else None

    def save(self, session: Session) -> None:
        save(self.connection, sessions, session_row(session))

    def end_all(self, user_id: UserId, now: datetime, *, but: SessionId | None = None) -> None:
        live = [sessions.c.user_id == user_id, sessions.c.ended_at.is_(None)]
        if but is not None:
            live.append(sessions.c.id != but)
        self.connection.execute(update(sessions).where(*live).values(ended_at=now))

    def forget(self, user_id: UserId, over_before: datetime) -> None:
        change(self.connection, FORGET_SESSIONS, {"owner": user_id, "moment": over_before})


@service
class SqlSigningKeyRepository:
    connection: Connection

    def all(self) -> Sequence[SigningKey]:
        take_turn(self.connection, SIGNING_KEYS)
        return [to_key(row) for row in self.connection.execute(select(signing_keys))]

    def add(self, key: SigningKey) -> None:
        self.connection.execute(insert(signing_keys), key_row(key))

    def remove(self, id: KeyId) -> None:
        self.connection.execute(delete(signing_keys).where(signing_keys.c.id == id))
