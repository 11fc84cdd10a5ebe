"""How often one may try a password, or have mail sent: counted alike for every address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from application.clock import Clock
from application.errors import TooMany
from application.permissions.people.ports import PeopleStore
from domain.permissions.people.limits import Limit
from domain.permissions.people.root_secret import RootSecret

QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Throttle:
    """Keys are digests: what people type for an address is sometimes their password."""

    store: PeopleStore
    clock: Clock
    secret: RootSecret

    def signing_in(self, address: str, client: str) -> Sequence[Limit]:
        return self._limits("sign in", address, client, (10, 100, 100), QUARTER)

    def mailing(self, address: str, client: str) -> Sequence[Limit]:
        return self._limits("mail", address, client, (5, 50, 20), HOUR)

    def inviting(self, address: str, giver: str) -> Sequence[Limit]:
        """Invitations of an address, into whichever organisation."""
        here, whole = self._key(f"invite\n{address}\n{giver}"), self._key(f"invite\n{address}")
        return [Limit(here, 10, DAY), Limit(whole, 20, DAY)]

    def opening(self, link: str, client: str) -> Sequence[Limit]:
        """Tries at a guest link, by the digest of its secret."""
        here, whole = self._key(f"open\n{link}\n{client}"), self._key(f"open\n{link}")
        return [Limit(here, 20, QUARTER), Limit(whole, 200, QUARTER)]

    def warning(self, link: str) -> Limit:
        """Letters about tries at a guest link."""
        return Limit(self._key(f"warn\n{link}"), 1, DAY)

    def count(self, limits: Sequence[Limit]) -> None:
        """Count one try, before it is made; raises TooMany."""
        now = self.clock.now()
        with self.store.transaction() as work:
            seconds = work.attempts.count(limits, now)
            work.attempts.forget(now)
            work.commit()
        if seconds:
            raise TooMany("too many tries: wait, and try again", seconds)

    def _limits(
        self, what: str, address: str, client: str, most: tuple[int, int, int], within: timedelta
    ) -> Sequence[Limit]:
        """Return those of one client for one address, of the client alone, of the address alone.

        The client's own come first, so that one client cannot use up all of another's.
        """
        keys = (f"{what}\n{address}\n{client}", f"{what} by\n{client}", f"{what}\n{address}")
        return [
            Limit(self._key(key), number, within) for key, number in zip(keys, most, strict=True)
        ]

    def _key(self, of: str) -> str:
        return self.secret.mac("throttle", of.encode()).hex()
