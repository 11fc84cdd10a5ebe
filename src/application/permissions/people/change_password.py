"""Change one's password, knowing the current one."""

from dataclasses import dataclass, field

from application.clock import Clock
from application.permissions.people.ports import PasswordHasher, PeopleReader, PeopleStore
from application.permissions.people.throttling import Throttle
from application.service import service
from domain.permissions.people.account import Account
from domain.permissions.people.challenge import Purpose
from domain.permissions.people.errors import PasswordInvalid, PasswordWrong, TokenRefused
from domain.permissions.people.password import Password
from domain.permissions.people.standing import Identity


@dataclass(frozen=True, slots=True)
class PasswordChange:
    current: str = field(repr=False)
    new: str = field(repr=False)
    client: str


@service
class ChangePassword:
    store: PeopleStore
    reader: PeopleReader
    hasher: PasswordHasher
    throttle: Throttle
    clock: Clock

    def __call__(self, by: Identity, change: PasswordChange) -> None:
        """Keep the new one and end every other session; raises PasswordWrong and TooMany."""
        new, now = Password.typed(change.new), self.clock.now()
        account = self.reader.account(by.user_id)
        if account is None:
            raise TokenRefused
        limits = self.throttle.signing_in(account.email, change.client)
        self.throttle.count(limits)
        self._prove(account, change)
        hashed = self.hasher.hash(new)
        with self.store.transaction() as work:
            held = work.accounts.by_id(by.user_id)
            if held is None or held.password != account.password:
                raise PasswordWrong
            work.accounts.save(held.with_password(hashed))
            work.sessions.end_all(by.user_id, now, but=by.session_id)
            work.challenges.remove_all(held.email, Purpose.PASSWORD_RESET)
            work.attempts.give_back(limits)
            work.commit()

    def _prove(self, account: Account, change: PasswordChange) -> None:
        try:
            current = Password.typed(change.current)
        except PasswordInvalid:
            raise PasswordWrong from None
        if not self.hasher.matches(account.password, current):
            raise PasswordWrong
