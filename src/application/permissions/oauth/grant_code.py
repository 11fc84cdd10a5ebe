"""Somebody says yes to a program: it gets a code, which it exchanges for a session."""

from dataclasses import dataclass
from datetime import timedelta

from application.clock import Clock
from application.ids import IdSource
from application.permissions.access.ports import OrganisationsReader
from application.permissions.oauth.codes import CodeTokens
from application.permissions.people.ports import PeopleStore
from application.service import service
from domain.permissions.access.machine import KeyScope
from domain.permissions.oauth.client import OAuthClient
from domain.permissions.oauth.code import AuthorizationCode, CodeId
from domain.permissions.oauth.errors import ClientNotFound, ClientOfOthers
from domain.permissions.people.standing import Identity

REMEMBERED = timedelta(days=1)
"""So long it is known what a code was used for, should it come back."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What exactly somebody said yes to."""

    client: OAuthClient
    scope: KeyScope
    redirect_uri: str
    challenge: str


@service
class GrantCode:
    store: PeopleStore
    organisations: OrganisationsReader
    tokens: CodeTokens
    clock: Clock
    ids: IdSource

    def __call__(self, by: Identity, consent: Consent) -> str:
        """Return the code; raises ClientOfOthers for who is no member of its organisation."""
        now, client = self.clock.now(), consent.client
        membership = self.organisations.membership(client.organisation_id, by.user_id)
        if membership is None or not membership.is_active:
            raise ClientOfOthers
        code = AuthorizationCode(
            id=CodeId(self.ids.new()), by=by, lent=client.lent(consent.scope),
            redirect_uri=consent.redirect_uri, challenge=consent.challenge, issued_at=now,
        )  # fmt: skip
        with self.store.transaction() as work:
            work.codes.forget(now - REMEMBERED)
            if not work.codes.add(code):
                raise ClientNotFound
            work.commit()
        return self.tokens.token(code.id)
