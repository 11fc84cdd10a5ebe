"""Exchange a refresh token for the next one."""

from application.clock import Clock
from application.permissions.people.handing_out import HandOut, TokenPair
from application.permissions.people.ports import PeopleReader, PeopleStore
from application.permissions.people.tokens import RefreshTokens
from application.service import service
from domain.permissions.people.errors import TokenRefused
from domain.permissions.people.lent import ClientId


@service
class RefreshSession:
    store: PeopleStore
    reader: PeopleReader
    tokens: RefreshTokens
    hand_out: HandOut
    clock: Clock

    def __call__(self, token: str, to: ClientId | None = None) -> TokenPair:
        """Compare and swap while the session is held, so that each token has one successor.

        `to` is the program that shows it; without, it is the person. Raises TokenRefused; the
        session is over when a token came back that was used long ago.
        """
        family, shown = self.tokens.read(token)
        now = self.clock.now()
        standing = self.reader.standing(family)
        if standing is None:
            raise TokenRefused
        with self.store.transaction() as work:
            # the account before its sessions, like everybody who holds both
            account = work.accounts.by_id(standing.user_id)
            session = work.sessions.by_id(family)
            if session is None or account is None or not account.is_active:
                raise TokenRefused
            if session.lent_to != to:
                raise TokenRefused
            after = session.refreshed(shown, now)
            if after != session:
                work.sessions.save(after)
                work.commit()
        if not after.is_alive(now):
            raise TokenRefused
        return self.hand_out(account, after)
