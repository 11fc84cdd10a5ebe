"""A program exchanges its code for a session: once."""

from datetime import datetime

from application.clock import Clock
from application.ids import IdSource
from application.permissions.oauth.codes import CodeTokens
from application.permissions.oauth.ports import OAuthClientsReader
from application.permissions.people.handing_out import HandOut, TokenPair
from application.permissions.people.ports import PeopleStore, PeopleWork
from application.service import service
from domain.permissions.oauth.client import OAuthClient
from domain.permissions.oauth.code import AuthorizationCode
from domain.permissions.oauth.errors import CodeRefused
from domain.permissions.people.account import Account
from domain.permissions.people.session import Session, SessionId


@service
class FindCode:
    reader: OAuthClientsReader
    tokens: CodeTokens

    def __call__(self, shown: str, to: OAuthClient) -> AuthorizationCode | None:
        """Return this client's code, also one that is over; None for any other."""
        named = self.tokens.read(shown)
        code = None if named is None else self.reader.code(named)
        return code if code is not None and code.lent.client_id == to.id else None


@service
class RedeemCode:
    """For who has shown that the code is theirs: the right client with the right verifier."""

    store: PeopleStore
    hand_out: HandOut
    clock: Clock
    ids: IdSource

    def __call__(self, shown: AuthorizationCode, client: OAuthClient) -> TokenPair:
        """Begin a session while the code is held, so that of many at once one gets it.

        A code that comes back ends the session that it was used for (RFC 6749, 4.1.2). Raises
        CodeRefused, also when who said yes has signed out since, or was shut out.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            code = work.codes.taken(shown.id)
            account = work.accounts.by_id(shown.by.user_id)
            if code is None or account is None:
                raise CodeRefused
            if code.session_id is not None:
                _end(work, code.session_id, now)
                work.commit()
                raise CodeRefused
            session = self._begun(work, code, account, client, now)
            work.sessions.add(session)
            work.codes.save(code.spent(session.id))
            work.commit()
        return self.hand_out(account, session)

    def _begun(
        self, work: PeopleWork, code: AuthorizationCode, account: Account, client: OAuthClient,
        now: datetime,
    ) -> Session:  # fmt: skip
        own = work.sessions.by_id(code.by.session_id)
        if not code.is_alive(now) or not account.is_active or own is None or not own.is_alive(now):
            raise CodeRefused
        return Session.begun(SessionId(self.ids.new()), account.id, client.name, now, code.lent)


def _end(work: PeopleWork, id: SessionId, now: datetime) -> None:
    session = work.sessions.by_id(id)
    if session is not None:
        work.sessions.save(session.ended(now))
