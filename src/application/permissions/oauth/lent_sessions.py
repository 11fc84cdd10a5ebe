"""Find the session that a token of a program belongs to, and end it (RFC 7009)."""

from typing import NamedTuple

from application.clock import Clock
from application.permissions.people.ports import AccessTokens, PeopleReader, PeopleStore
from application.permissions.people.tokens import RefreshTokens
from application.service import service
from domain.permissions.people.errors import TokenRefused
from domain.permissions.people.lent import Lent
from domain.permissions.people.session import SessionId


class LentSession(NamedTuple):
    id: SessionId
    lent: Lent


@service
class FindLentSession:
    refresh: RefreshTokens
    access: AccessTokens
    reader: PeopleReader
    clock: Clock

    def __call__(self, token: str) -> LentSession | None:
        """Return the session of a refresh or an access token; None when no program has it."""
        try:
            found = self._session(token)
        except TokenRefused:
            return None
        standing = self.reader.standing(found)
        lent = None if standing is None else standing.lent
        return None if lent is None else LentSession(found, lent)

    def _session(self, token: str) -> SessionId:
        if token.startswith(RefreshTokens.PREFIX):
            return self.refresh.read(token)[0]
        return self.access.read(token, self.clock.now()).identity.session_id


@service
class EndLentSession:
    store: PeopleStore
    clock: Clock

    def __call__(self, id: SessionId) -> None:
        """End it, with every token of it; nothing happens when it is over."""
        with self.store.transaction() as work:
            session = work.sessions.by_id(id)
            if session is not None:
                work.sessions.save(session.ended(self.clock.now()))
                work.commit()
