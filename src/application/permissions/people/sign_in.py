"""Sign in with an address and a password."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from application.clock import Clock
from application.ids import IdSource
from application.permissions.people.handing_out import HandOut, TokenPair
from application.permissions.people.ports import PasswordHasher, PeopleReader, PeopleStore
from application.permissions.people.throttling import Throttle
from application.service import service
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.email_address import email_address
from domain.permissions.people.errors import EmailInvalid, PasswordInvalid, SignInRefused
from domain.permissions.people.password import Password
from domain.permissions.people.session import Session, SessionId

REMEMBERED = timedelta(days=30)
"""So long a session that is over is kept."""


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    email: str
    password: str = field(repr=False)
    client: str
    device: str = ""


@service
class SignIn:
    store: PeopleStore
    reader: PeopleReader
    hasher: PasswordHasher
    throttle: Throttle
    hand_out: HandOut
    clock: Clock
    ids: IdSource

    def __call__(self, attempt: SignInAttempt) -> TokenPair:
        """Begin a session; raises SignInRefused, the same for every reason, and TooMany."""
        try:
            email, password = email_address(attempt.email), Password.typed(attempt.password)
        except (EmailInvalid, PasswordInvalid):  # no account can have these
            raise SignInRefused from None
        limits = self.throttle.signing_in(email, attempt.client)
        self.throttle.count(limits)
        account = self.reader.by_email(email)
        matches = self.hasher.matches(account.password if account else None, password)
        if account is None or not matches or not account.is_active:
            raise SignInRefused
        renewed = self._renewed(account, password)
        now = self.clock.now()
        session = Session.begun(SessionId(self.ids.new()), account.id, attempt.device, now)
        with self.store.transaction() as work:
            held = work.accounts.by_id(account.id)
            if held is None or not held.is_active or held.password != account.password:
                raise SignInRefused
            if renewed is not None:
                work.accounts.save(replace(held, password=renewed))
            work.sessions.forget(account.id, now - REMEMBERED)
            work.sessions.add(session)
            work.attempts.give_back(limits)
            work.commit()
        return self.hand_out(held, session)

    def _renewed(self, account: Account, password: Password) -> PasswordHash | None:
        """Return a hash with today's parameters when the kept one has older ones."""
        outdated = self.hasher.is_outdated(account.password)
        return self.hasher.hash(password) if outdated else None
