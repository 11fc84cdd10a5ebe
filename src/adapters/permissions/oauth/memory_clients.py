"""Programs kept in a dictionary."""

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.database.paging import newest_first
from adapters.permissions.oauth.memory_codes import CLIENTS, CODES
from adapters.permissions.people.memory_tables import SESSIONS, drop
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.oauth.client import ClientKind, OAuthClient
from domain.permissions.oauth.code import AuthorizationCode, CodeId
from domain.permissions.people.lent import ClientId, Lent


@service
class InMemoryOAuthClientRepository:
    work: MemoryTransaction

    def by_id(self, organisation_id: OrganisationId, id: ClientId) -> OAuthClient | None:
        found: OAuthClient | None = self.work.table(CLIENTS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def add(self, client: OAuthClient) -> bool:
        return self.work.table(CLIENTS).setdefault(client.id, client) is client

    def save(self, client: OAuthClient) -> None:
        self.work.table(CLIENTS)[client.id] = client

    def remove(self, client: OAuthClient) -> None:
        def is_given(lent: Lent | None) -> bool:
            return lent is not None and lent.client_id == client.id

        self.work.table(CLIENTS).pop(client.id, None)
        drop(self.work.table(CODES), lambda one: is_given(one.lent))
        drop(self.work.table(SESSIONS), lambda one: is_given(one.lent))

    def remove_all(self, organisation_id: OrganisationId, person_id: UserId) -> None:
        def is_lent(lent: Lent | None, user_id: UserId) -> bool:
            here = lent is not None and lent.organisation_id == organisation_id
            return here and user_id == person_id

        for one in list(self.work.table(CLIENTS).values()):
            own = (one.organisation_id, one.person_id) == (organisation_id, person_id)
            if own and one.kind is ClientKind.MACHINE:
                self.remove(one)
        drop(self.work.table(CODES), lambda one: is_lent(one.lent, one.by.user_id))
        drop(self.work.table(SESSIONS), lambda one: is_lent(one.lent, one.user_id))

    def count(self, organisation_id: OrganisationId) -> int:
        every = self.work.table(CLIENTS).values()
        return sum(one.organisation_id == organisation_id for one in every)


@service
class InMemoryOAuthClientsReader:
    database: MemoryDatabase

    def by_id(self, id: ClientId) -> OAuthClient | None:
        return self.database.rows(CLIENTS).get(id)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[OAuthClient]:
        every = self.database.rows(CLIENTS).values()
        here = (one for one in every if one.organisation_id == organisation_id)
        return newest_first(here, window, lambda one: one.id)

    def code(self, id: CodeId) -> AuthorizationCode | None:
        return self.database.rows(CODES).get(id)
