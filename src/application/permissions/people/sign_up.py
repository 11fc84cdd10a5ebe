"""Sign up: an address, a password, and a letter that proves the address."""

from dataclasses import dataclass, field

from application.clock import Clock
from application.ids import IdSource
from application.permissions.people.ports import PasswordHasher
from application.permissions.people.posting import PostChallenge
from application.permissions.people.throttling import Throttle
from application.permissions.people.tokens import ChallengeTokens
from application.service import service
from domain.permissions.people.account import person_name
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import email_address
from domain.permissions.people.password import Password


@dataclass(frozen=True, slots=True)
class NewPerson:
    email: str
    password: str = field(repr=False)
    client: str
    name: str | None = None


@service
class SignUp:
    hasher: PasswordHasher
    post: PostChallenge
    throttle: Throttle
    tokens: ChallengeTokens
    clock: Clock
    ids: IdSource

    def __call__(self, new: NewPerson) -> str:
        """Keep the sign-up, and return the token that proves its address.

        It does the same for an address that has an account: then nothing waits for the token.
        """
        email, password = email_address(new.email), Password.typed(new.password)
        name = person_name(new.name)
        self.throttle.count(self.throttle.mailing(email, new.client))
        challenge = Challenge(
            id=ChallengeId(self.ids.new()),
            purpose=Purpose.SIGN_UP,
            email=email,
            asked_at=self.clock.now(),
            name=name,
            password=self.hasher.hash(password),
        )
        self.post(challenge)
        return self.tokens.token(challenge)
