"""Programs kept in a relational database."""

from sqlalchemy import Connection, and_, delete, func, select

from adapters.database.inserts import insert_once, save
from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase
from adapters.permissions.oauth.rows import client_row, to_client, to_code
from adapters.permissions.oauth.tables import authorization_codes, oauth_clients
from adapters.permissions.people.tables import sessions
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.oauth.client import ClientKind, OAuthClient
from domain.permissions.oauth.code import AuthorizationCode, CodeId
from domain.permissions.people.lent import ClientId

OWN = oauth_clients.c


@service
class SqlOAuthClientRepository:
    connection: Connection

    def by_id(self, organisation_id: OrganisationId, id: ClientId) -> OAuthClient | None:
        own = select(oauth_clients).where(OWN.id == id, OWN.organisation_id == organisation_id)
        row = self.connection.execute(own).one_or_none()
        return None if row is None else to_client(row)

    def add(self, client: OAuthClient) -> bool:
        return insert_once(self.connection, oauth_clients, client_row(client))

    def save(self, client: OAuthClient) -> None:
        save(self.connection, oauth_clients, client_row(client))

    def remove(self, client: OAuthClient) -> None:
        self.connection.execute(delete(oauth_clients).where(OWN.id == client.id))

    def remove_all(self, organisation_id: OrganisationId, person_id: UserId) -> None:
        acting = and_(OWN.person_id == person_id, OWN.kind == ClientKind.MACHINE.value)
        here = delete(oauth_clients).where(OWN.organisation_id == organisation_id)
        self.connection.execute(here.where(acting))
        for lent in (authorization_codes, sessions):
            own = delete(lent).where(lent.c.user_id == person_id)
            self.connection.execute(own.where(lent.c.organisation_id == organisation_id))

    def count(self, organisation_id: OrganisationId) -> int:
        own = select(func.count()).select_from(oauth_clients)
        here = own.where(OWN.organisation_id == organisation_id)
        return int(self.connection.execute(here).scalar_one())


@service
class SqlOAuthClientsReader:
    database: SqlDatabase

    def by_id(self, id: ClientId) -> OAuthClient | None:
        with self.database.reading() as connection:
            row = connection.execute(select(oauth_clients).where(OWN.id == id)).one_or_none()
        return None if row is None else to_client(row)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[OAuthClient]:
        asked = select(oauth_clients).where(OWN.organisation_id == organisation_id)
        if window.after is not None:
            asked = asked.where(OWN.id < window.after)
        newest = asked.order_by(OWN.id.desc()).limit(window.limit + 1)
        with self.database.reading() as connection:
            found = [to_client(row) for row in connection.execute(newest)]
        return page_of(found, window, lambda one: one.id)

    def code(self, id: CodeId) -> AuthorizationCode | None:
        own = select(authorization_codes).where(authorization_codes.c.id == id)
        with self.database.reading() as connection:
            row = connection.execute(own).one_or_none()
        return None if row is None else to_code(row)
