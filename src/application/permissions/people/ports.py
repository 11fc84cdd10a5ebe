"""What people and their sessions need from the outside world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from application.jobs.ports import Jobs
from application.paging import Page, Window
from application.permissions.oauth.ports import CodeRepository
from domain.ids import UserId
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.limits import Limit
from domain.permissions.people.password import Password
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.signing_key import KeyId, SigningKey
from domain.permissions.people.standing import AccessClaims, Standing


class AccountRepository(Protocol):
    def add(self, account: Account) -> bool:
        """Insert it unless its id or its address is taken; returns whether it was inserted."""

    def by_id(self, id: UserId) -> Account | None:
        """Find an account and hold it against other writers until the work ends."""

    def by_email(self, email: EmailAddress) -> Account | None:
        """Find an account and hold it against other writers until the work ends."""

    def save(self, account: Account) -> None:
        """Overwrite by id."""


class ChallengeRepository(Protocol):
    def add(self, challenge: Challenge) -> None: ...

    def has(self, id: ChallengeId) -> bool:
        """Whether it is still there."""

    def remove_all(self, email: EmailAddress, purpose: Purpose) -> None:
        """Remove every one that was sent to this address for that purpose."""

    def forget(self, asked_before: datetime) -> int:
        """Remove some of those asked for before that moment; returns how many."""


class SessionRepository(Protocol):
    def add(self, session: Session) -> None: ...

    def by_id(self, id: SessionId) -> Session | None:
        """Find a session and hold it against other writers until the work ends."""

    def save(self, session: Session) -> None:
        """Overwrite by id."""

    def end_all(self, user_id: UserId, now: datetime, *, but: SessionId | None = None) -> None:
        """End every session of this person, or every other one."""

    def forget(self, user_id: UserId, over_before: datetime) -> None:
        """Remove those of this person's that ended or ran out before that moment."""


class SigningKeyRepository(Protocol):
    def all(self) -> Sequence[SigningKey]:
        """Return every key, and let nobody else add or remove any until the work ends."""

    def add(self, key: SigningKey) -> None: ...

    def remove(self, id: KeyId) -> None: ...


class Attempts(Protocol):
    """Tries, counted where every process sees them."""

    def count(self, limits: Sequence[Limit], now: datetime) -> int:
        """Count a try under each limit in turn, up to the first that is exceeded.

        Returns how many seconds that one still lasts; 0 when none is exceeded.
        """

    def give_back(self, limits: Sequence[Limit]) -> None:
        """Take one try back under each: it was a good one."""

    def forget(self, now: datetime) -> int:
        """Remove some of the counts whose time is over; returns how many. Never waits."""


class Duties(Protocol):
    def alone(self, person_id: UserId) -> int:
        """Return how many organisations have nobody but this person as an active admin.

        Those that the person administers change no more until the work ends.
        """


class PeopleWork(Protocol):
    """One transaction; what it did is undone unless it is committed."""

    @property
    def accounts(self) -> AccountRepository: ...

    @property
    def challenges(self) -> ChallengeRepository: ...

    @property
    def sessions(self) -> SessionRepository: ...

    @property
    def duties(self) -> Duties: ...

    @property
    def codes(self) -> CodeRepository: ...

    @property
    def keys(self) -> SigningKeyRepository: ...

    @property
    def attempts(self) -> Attempts: ...

    @property
    def jobs(self) -> Jobs: ...

    def commit(self) -> None: ...


class PeopleStore(Protocol):
    def transaction(self) -> AbstractContextManager[PeopleWork]: ...


class PeopleReader(Protocol):
    def account(self, id: UserId) -> Account | None: ...

    def by_email(self, email: EmailAddress) -> Account | None: ...

    def standing(self, id: SessionId) -> Standing | None:
        """Look the session and its account up, in one query."""

    def challenge(self, id: ChallengeId) -> Challenge | None: ...

    def sessions(self, user_id: UserId, window: Window, now: datetime) -> Page[Session]:
        """Return the sessions of this person that are alive, newest first."""

    def keys(self) -> Sequence[SigningKey]: ...


class PasswordHasher(Protocol):
    """Slow on purpose, so only so many hash at once; both raise Unavailable when too many wait."""

    def hash(self, password: Password) -> PasswordHash: ...

    def matches(self, kept: PasswordHash | None, password: Password) -> bool:
        """Compare; without a hash it takes as long and is false."""

    def is_outdated(self, kept: PasswordHash) -> bool:
        """Whether it was made with other parameters than those of today."""


class AccessTokens(Protocol):
    def issue(self, claims: AccessClaims, now: datetime) -> str:
        """Write them down, signed, good for ACCESS_LASTS."""

    def read(self, token: str, now: datetime) -> AccessClaims:
        """Raises TokenRefused unless we wrote it, for ourselves, and its time has not passed."""


class PublishedKeys(Protocol):
    def published(self) -> Sequence[Mapping[str, str]]:
        """Return the public halves of our signing keys as JWKs (RFC 7517)."""


class KeyMaker(Protocol):
    def make(self, id: KeyId, now: datetime, signs_from: datetime) -> SigningKey: ...

    def opens(self, key: SigningKey) -> bool:
        """Whether our secret opens it; one that another secret sealed can only verify."""


@dataclass(frozen=True, slots=True)
class Mail:
    to: EmailAddress
    subject: str
    text: str = field(repr=False)


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand the mail over; raises Unavailable when nobody takes it now."""
