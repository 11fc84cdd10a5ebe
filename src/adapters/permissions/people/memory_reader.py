"""People read from dictionaries."""

from collections.abc import Sequence
from datetime import datetime

from adapters.database.memory import MemoryDatabase
from adapters.database.paging import newest_first
from adapters.permissions.people.memory_tables import (
    ACCOUNTS,
    CHALLENGES,
    SESSIONS,
    SIGNING_KEYS,
)
from application.paging import Page, Window
from application.service import service
from domain.ids import UserId
from domain.permissions.people.account import Account
from domain.permissions.people.challenge import Challenge, ChallengeId
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.signing_key import SigningKey
from domain.permissions.people.standing import Standing


@service
class InMemoryPeopleReader:
    database: MemoryDatabase

    def account(self, id: UserId) -> Account | None:
        return self.database.rows(ACCOUNTS).get(id)

    def by_email(self, email: EmailAddress) -> Account | None:
        rows = self.database.rows(ACCOUNTS).values()
        return next((one for one in rows if one.email == email), None)

    def standing(self, id: SessionId) -> Standing | None:
        session: Session | None = self.database.rows(SESSIONS).get(id)
        account = self.account(session.user_id) if session else None
        if session is None or account is None:
            return None
        return Standing(
            account.id,
            account.epoch,
            account.suspended_at,
            session.ended_at,
            session.expires_at,
            session.lent,
        )

    def challenge(self, id: ChallengeId) -> Challenge | None:
        return self.database.rows(CHALLENGES).get(id)

    def sessions(self, user_id: UserId, window: Window, now: datetime) -> Page[Session]:
        rows = self.database.rows(SESSIONS).values()
        own = [one for one in rows if one.user_id == user_id and one.is_alive(now)]
        return newest_first(own, window, lambda one: one.id)

    def keys(self) -> Sequence[SigningKey]:
        return list(self.database.rows(SIGNING_KEYS).values())
