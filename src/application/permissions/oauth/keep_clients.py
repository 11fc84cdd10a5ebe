"""Look through an organisation's programs, and remove them."""

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.access.changing import begin, done, require
from application.permissions.access.decisions.deciding import held
from application.permissions.access.organisations.belonging import require_member
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.access.views import Changed
from application.permissions.oauth.ports import OAuthClientsReader
from application.service import service
from domain.access import Level, LevelNotHeld
from domain.permissions.oauth.client import OAuthClient
from domain.permissions.oauth.errors import ClientNotFound
from domain.permissions.people.lent import ClientId
from domain.principal import Principal


@service
class FindClient:
    reader: OAuthClientsReader

    def __call__(self, id: ClientId) -> OAuthClient | None:
        return self.reader.by_id(id)


@service
class ListClients:
    access: AccessReader
    organisations: OrganisationsReader
    reader: OAuthClientsReader
    clock: Clock

    def __call__(self, by: Principal, window: Window) -> Page[OAuthClient]:
        """Admins may, newest first; raises OrganisationNotFound, LevelNotHeld."""
        require_member(self.organisations, by)
        level = held(self.access, by, by.organisation_id, now=self.clock.now())
        if level is not Level.ADMINISTER:
            raise LevelNotHeld(Level.ADMINISTER)
        return self.reader.listed(by.organisation_id, window)


@service
class RemoveClient:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, id: ClientId) -> Changed[OAuthClient]:
        """Admins may; what people lent to it is over with it.

        Raises OrganisationNotFound, LevelNotHeld, ClientNotFound.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            require(work, by, by.organisation_id, Level.ADMINISTER, now=now)
            client = work.clients.by_id(by.organisation_id, id)
            if client is None:
                raise ClientNotFound
            work.clients.remove(client)
            changed = done(work, by, client, "client.remove", id, at=now)
            work.commit()
        return changed
