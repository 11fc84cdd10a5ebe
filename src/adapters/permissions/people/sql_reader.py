"""People read from a relational database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from adapters.database.driver_sql import as_id, as_moment, ask
from adapters.database.paging import page_of
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.permissions.people.rows import to_account, to_challenge, to_key, to_session
from adapters.permissions.people.tables import accounts, challenges, sessions, signing_keys
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.access.machine import KeyScope
from domain.permissions.people.account import Account
from domain.permissions.people.challenge import Challenge, ChallengeId
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.lent import ClientId, Lent
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.signing_key import SigningKey
from domain.permissions.people.standing import Standing

ACCOUNT = select(accounts).where(accounts.c.id == bindparam("asked"))
BY_EMAIL = select(accounts).where(accounts.c.email == bindparam("asked"))
CHALLENGE = select(challenges).where(challenges.c.id == bindparam("asked"))
STANDING = """
SELECT a.id, a.epoch, a.suspended_at, s.ended_at, s.expires_at,
  s.client_id, s.organisation_id, s.scope
FROM sessions s JOIN accounts a ON a.id = s.user_id WHERE s.id = :session"""
"""Asked with each request, so it goes to the driver as it is."""


@service
class SqlPeopleReader:
    database: SqlDatabase

    def account(self, id: UserId) -> Account | None:
        row = self._one(ACCOUNT, id)
        return None if row is None else to_account(row)

    def by_email(self, email: EmailAddress) -> Account | None:
        row = self._one(BY_EMAIL, email)
        return None if row is None else to_account(row)

    def standing(self, id: SessionId) -> Standing | None:
        for user, epoch, suspended_at, ended_at, expires_at, *to in ask(
            self.database, STANDING, {"session": id}
        ):
            suspended, ended = (one and as_moment(one) for one in (suspended_at, ended_at))
            until, lent = as_moment(expires_at), _lent(*to)
            return Standing(UserId(as_id(user)), epoch, suspended, ended, until, lent)
        return None

    def challenge(self, id: ChallengeId) -> Challenge | None:
        row = self._one(CHALLENGE, id)
        return None if row is None else to_challenge(row)

    def sessions(self, user_id: UserId, window: Window, now: datetime) -> Page[Session]:
        own = (sessions.c.user_id == user_id, sessions.c.ended_at.is_(None))
        live = select(sessions).where(*own, sessions.c.expires_at > now)
        if window.after is not None:
            live = live.where(sessions.c.id < window.after)
        newest = live.order_by(sessions.c.id.desc()).limit(window.limit + 1)
        with self.database.reading() as connection:
            found = [to_session(row) for row in connection.execute(newest)]
        return page_of(found, window, lambda one: one.id)

    def keys(self) -> Sequence[SigningKey]:
        with self.database.reading() as connection:
            return [to_key(row) for row in connection.execute(select(signing_keys))]

    def _one(self, statement: Any, value: Any) -> Any:
        found = asked(self.database, statement, {"asked": value})
        return found[0] if found else None


def _lent(client: Any, organisation: Any, scope: str) -> Lent | None:
    if client is None:
        return None
    return Lent(ClientId(as_id(client)), OrganisationId(as_id(organisation)), KeyScope(scope))
