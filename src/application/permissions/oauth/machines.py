"""Machines: clients that act by themselves, as who registered them, like an API key does."""

from application.clock import Clock
from application.permissions.access.machines.ports import ActiveAccounts
from application.permissions.oauth.ports import MachineClaims, MachineTokens, OAuthClientsReader
from application.service import service
from domain.permissions.access.machine import KeyScope
from domain.permissions.oauth.client import OAuthClient
from domain.permissions.people.errors import TokenRefused
from domain.principal import Principal


@service
class IssueMachineToken:
    tokens: MachineTokens
    clock: Clock

    def __call__(self, client: OAuthClient, scope: KeyScope) -> str:
        """Write a token for a machine that has proved who it is."""
        claims = MachineClaims(client.id, client.epoch, scope)
        return self.tokens.issue(claims, self.clock.now())


@service
class ActByMachine:
    tokens: MachineTokens
    reader: OAuthClientsReader
    accounts: ActiveAccounts
    clock: Clock

    def __call__(self, token: str) -> Principal:
        """Return whom the token's machine acts as; raises TokenRefused.

        Looked up each time, so that it ends with the next request after the client was removed,
        its secret changed, or the account of who registered it shut out.
        """
        claims = self.tokens.read(token, self.clock.now())
        client = self.reader.by_id(claims.client_id)
        if client is None or client.epoch != claims.epoch:
            raise TokenRefused
        if not self.accounts.is_active(client.person_id):
            raise TokenRefused
        return client.acting(claims.scope)
