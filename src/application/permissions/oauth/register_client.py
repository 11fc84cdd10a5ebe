"""Let an organisation know a program: its secret is shown once, and kept by nobody."""

from dataclasses import dataclass
from typing import NamedTuple

from application.clock import Clock
from application.permissions.access.changing import begin, done, require
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.permissions.oauth.ports import ClientSecrets
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.machine import KeyScope
from domain.permissions.oauth.client import ClientKind, OAuthClient
from domain.permissions.oauth.errors import ClientNotFound, TooManyClients
from domain.permissions.people.lent import ClientId
from domain.principal import Principal

MOST_CLIENTS = 100
"""For one organisation."""


@dataclass(frozen=True, slots=True)
class NewClient:
    id: ClientId
    name: str
    kind: ClientKind
    scope: KeyScope
    redirect_uris: tuple[str, ...] = ()


class Registered(NamedTuple):
    """`secret` is None for a public client."""

    client: OAuthClient
    secret: str | None


@service
class RegisterClient:
    store: AccessStore
    secrets: ClientSecrets
    clock: Clock

    def __call__(self, by: Principal, new: NewClient) -> Changed[Registered]:
        """Admins may. Raises OrganisationNotFound, LevelNotHeld, NameInvalid, RedirectInvalid,
        RedirectsMisplaced, TooManyClients, IdTaken.
        """
        secret, digest = self.secrets.new()
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            require(work, by, by.organisation_id, Level.ADMINISTER, now=now)
            client = OAuthClient.registered(
                new.id, by, new.name, new.kind, new.scope, new.redirect_uris, digest, now
            )
            if work.clients.count(by.organisation_id) >= MOST_CLIENTS:
                raise TooManyClients(MOST_CLIENTS)
            if not work.clients.add(client):
                raise IdTaken
            made = Registered(client, secret if client.digest else None)
            facts = {"kind": client.kind.value, "scope": client.scope.value}
            changed = done(work, by, made, "client.register", client.id, at=now, facts=facts)
            work.commit()
        return changed


@service
class RotateSecret:
    store: AccessStore
    secrets: ClientSecrets
    clock: Clock

    def __call__(self, by: Principal, id: ClientId) -> Changed[Registered]:
        """Admins may: the secret of before is worth nothing from now on.

        Raises OrganisationNotFound, LevelNotHeld, ClientNotFound, ClientHasNoSecret.
        """
        secret, digest = self.secrets.new()
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            require(work, by, by.organisation_id, Level.ADMINISTER, now=now)
            client = work.clients.by_id(by.organisation_id, id)
            if client is None:
                raise ClientNotFound
            rotated = client.rotated(digest)
            work.clients.save(rotated)
            changed = done(work, by, Registered(rotated, secret), "client.rotate", id, at=now)
            work.commit()
        return changed
