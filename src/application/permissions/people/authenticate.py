"""Who sends this request."""

from dataclasses import replace

from application.clock import Clock
from application.permissions.people.ports import AccessTokens, PeopleReader
from application.service import service
from domain.permissions.people.errors import TokenRefused
from domain.permissions.people.standing import Identity


@service
class Authenticate:
    access: AccessTokens
    reader: PeopleReader
    clock: Clock

    def __call__(self, bearer: str) -> Identity:
        """Read the token, then look up what it says; raises TokenRefused.

        So a sign-out, a suspension or a new password is felt by the very next request.
        """
        now = self.clock.now()
        claims = self.access.read(bearer, now)
        standing = self.reader.standing(claims.identity.session_id)
        if standing is None or not standing.admits(claims, now):
            raise TokenRefused
        return replace(claims.identity, lent=standing.lent)
