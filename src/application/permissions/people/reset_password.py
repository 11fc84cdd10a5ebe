"""Get a new password, having lost the old one."""

from dataclasses import dataclass, field

from application.clock import Clock
from application.ids import IdSource
from application.permissions.people.ports import PasswordHasher, PeopleReader, PeopleStore
from application.permissions.people.posting import PostChallenge
from application.permissions.people.throttling import Throttle
from application.permissions.people.tokens import ChallengeTokens
from application.service import service
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import email_address
from domain.permissions.people.errors import TokenUnknown
from domain.permissions.people.password import Password


@service
class AskForReset:
    post: PostChallenge
    throttle: Throttle
    clock: Clock
    ids: IdSource

    def __call__(self, email: str, client: str) -> None:
        """Have a letter sent to the address, if it has an account; raises TooMany."""
        address = email_address(email)
        self.throttle.count(self.throttle.mailing(address, client))
        challenge = Challenge(
            id=ChallengeId(self.ids.new()),
            purpose=Purpose.PASSWORD_RESET,
            email=address,
            asked_at=self.clock.now(),
        )
        self.post(challenge)


@dataclass(frozen=True, slots=True)
class Reset:
    token: str = field(repr=False)
    password: str = field(repr=False)


@service
class CompleteReset:
    store: PeopleStore
    reader: PeopleReader
    hasher: PasswordHasher
    tokens: ChallengeTokens
    clock: Clock

    def __call__(self, reset: Reset) -> None:
        """Set the password and sign everybody out of the account; raises TokenUnknown."""
        password = Password.typed(reset.password)
        shown, now = self.tokens.read(reset.token, Purpose.PASSWORD_RESET), self.clock.now()
        hashed = self.hasher.hash(password)
        asked = self.reader.challenge(shown)
        if asked is None or not asked.is_alive(now):
            raise TokenUnknown
        with self.store.transaction() as work:
            account = work.accounts.by_email(asked.email)
            # looked at again while the account is held: a token is good for one new password
            if account is None or not account.is_active or not work.challenges.has(shown):
                raise TokenUnknown
            work.accounts.save(account.recovered(hashed))
            work.sessions.end_all(account.id, now)
            work.challenges.remove_all(account.email, Purpose.PASSWORD_RESET)
            work.commit()
