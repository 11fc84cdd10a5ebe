"""Tries at links, counted where tries at passwords are."""

from dataclasses import dataclass

from application.errors import TooMany
from application.permissions.access.links.ports import LinkBesieged
from application.permissions.people.ports import PeopleStore
from application.permissions.people.throttling import Throttle
from domain.permissions.access.guest_link import SecretDigest


@dataclass(frozen=True, slots=True)
class CountedLinkThrottle:
    store: PeopleStore
    throttle: Throttle

    def admit(self, digest: SecretDigest, client: str) -> None:
        """Two counts, so that the link's own limit is told from the client's."""
        of_client, of_link = self.throttle.opening(digest, client)
        self.throttle.count([of_client])
        try:
            self.throttle.count([of_link])
        except TooMany as refusal:
            raise LinkBesieged(str(refusal), refusal.retry_after) from refusal

    def may_warn(self, digest: SecretDigest) -> bool:
        try:
            self.throttle.count([self.throttle.warning(digest)])
        except TooMany:
            return False
        return True

    def succeeded(self, digest: SecretDigest, client: str) -> None:
        with self.store.transaction() as work:
            work.attempts.give_back(self.throttle.opening(digest, client))
            work.commit()
