"""Tries at links, counted where tries at passwords are."""

from dataclasses import dataclass

from application.permissions.people.ports import PeopleStore
from application.permissions.people.throttling import Throttle
from domain.permissions.access.guest_link import SecretDigest


@dataclass(frozen=True, slots=True)
class CountedLinkThrottle:
    store: PeopleStore
    throttle: Throttle

    def admit(self, digest: SecretDigest, client: str) -> None:
        self.throttle.count(self.throttle.opening(digest, client))

    def succeeded(self, digest: SecretDigest, client: str) -> None:
        with self.store.transaction() as work:
            work.attempts.give_back(self.throttle.opening(digest, client))
            work.commit()
