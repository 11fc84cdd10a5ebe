"""Where things are kept: one database for every context, chosen by one URL."""

from collections.abc import Callable
from urllib.parse import SplitResult

from injector import Module, provider, singleton
from sqlalchemy.exc import ArgumentError

from adapters.conversations.memory_reader import InMemoryConversationsReader
from adapters.conversations.memory_store import InMemoryConversationsStore
from adapters.conversations.sql_reader import SqlConversationsReader
from adapters.conversations.sql_store import SqlConversationsStore
from adapters.database.memory import MemoryDatabase
from adapters.database.sql import open_database
from adapters.idempotency.memory import InMemoryIdempotencyStore
from adapters.idempotency.sql import SqlIdempotencyStore
from adapters.jobs.memory import InMemoryJobQueue
from adapters.jobs.sql import SqlJobQueue
from adapters.knowledge.memory_generations_reader import InMemoryGenerationsReader
from adapters.knowledge.memory_reader import InMemoryKnowledgeReader
from adapters.knowledge.memory_store import InMemoryKnowledgeStore
from adapters.knowledge.sql_generations_reader import SqlGenerationsReader
from adapters.knowledge.sql_reader import SqlKnowledgeReader
from adapters.knowledge.sql_store import SqlKnowledgeStore
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.memory import InMemoryEventLog, InMemoryInboxMarks, InMemoryOutbox
from adapters.messaging.sql import SqlInboxMarks, SqlOutbox
from adapters.permissions.access.memory_decisions import InMemoryDecisions
from adapters.permissions.access.memory_invitations import (
    InMemoryInvitationReader,
    InMemoryInvitationStore,
)
from adapters.permissions.access.memory_keys import InMemoryApiKeysReader
from adapters.permissions.access.memory_links import InMemoryGuestLinksReader
from adapters.permissions.access.memory_reader import InMemoryOrganisationsReader
from adapters.permissions.access.memory_store import InMemoryAccessStore
from adapters.permissions.access.scopes_by_id import InMemoryScopesById, SqlScopesById
from adapters.permissions.access.sql_invitations import SqlInvitationReader, SqlInvitationStore
from adapters.permissions.access.sql_keys import SqlApiKeysReader
from adapters.permissions.access.sql_links import SqlGuestLinksReader
from adapters.permissions.access.sql_lists import SqlOrganisationsReader
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from adapters.permissions.people.memory_reader import InMemoryPeopleReader
from adapters.permissions.people.memory_store import InMemoryPeopleStore
from adapters.permissions.people.sql_reader import SqlPeopleReader
from adapters.permissions.people.sql_store import SqlPeopleStore
from application.conversations.ports import ConversationsReader, ConversationsStore
from application.idempotency.ports import IdempotencyStore
from application.jobs.ports import JobQueue
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import KnowledgeReader, KnowledgeStore
from application.messaging.ports import EventLog, InboxMarks, Outbox
from application.permissions.access.invitations.ports import InvitationReader, InvitationStore
from application.permissions.access.links.ports import GuestLinksReader
from application.permissions.access.machines.ports import ApiKeysReader
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.access.resources.list_resources import ScopesById
from application.permissions.people.ports import PeopleReader, PeopleStore
from entrypoints.composition.local import found_locally
from entrypoints.composition.schema import NoSchema, Schema, SqlSchema
from entrypoints.composition.schemes import chosen
from entrypoints.settings import Settings, SettingsError

DATABASE, EVENTS = "PORTICO_DATABASE_URL", "PORTICO_EVENTS_URL"


def stores(settings: Settings) -> Module:
    """Return the module that keeps everything where the settings say; raises SettingsError."""
    known: dict[str, Callable[[SplitResult], Module]] = {
        "sqlite": lambda _: SqlStores(settings, sqlite_url(settings)),
        "postgresql+psycopg": lambda _: SqlStores(settings, settings.database_url),
        "memory": lambda _: MemoryStores(settings, MemoryDatabase()),
    }
    return chosen(DATABASE, settings.database_url, known)


def sqlite_url(settings: Settings) -> str:
    """Return the SQLite URL; without a path the file is `portico.db` under PORTICO_HOME."""
    if settings.database_url.removeprefix("sqlite:").strip("/"):
        return settings.database_url
    return f"sqlite:///{settings.home / 'portico.db'}"


def event_log(settings: Settings, in_database: EventLog) -> EventLog:
    """Return the log that PORTICO_EVENTS_URL names; raises SettingsError."""
    known: dict[str, Callable[[SplitResult], EventLog]] = {
        "database": lambda _: in_database,
        "memory": lambda _: InMemoryEventLog(MemoryDatabase()),
    }
    return chosen(EVENTS, settings.events_url, known)


class SqlStores(Module):
    def __init__(self, settings: Settings, url: str) -> None:
        try:
            self._database = open_database(url, synchronous=settings.sqlite_synchronous)
        except ArgumentError as error:
            raise SettingsError(
                f"{DATABASE} cannot be read: write sqlite:///path/to/file.db "
                "or postgresql+psycopg://user:password@host:5432/name"
            ) from error
        self._events = event_log(settings, DatabaseEventLog(self._database))

    @singleton
    @provider
    def schema(self) -> Schema:
        return SqlSchema(self._database)

    @singleton
    @provider
    def knowledge(self) -> KnowledgeStore:
        return SqlKnowledgeStore(self._database)

    @singleton
    @provider
    def knowledge_reader(self) -> KnowledgeReader:
        return SqlKnowledgeReader(self._database)

    @singleton
    @provider
    def generations(self) -> GenerationsReader:
        return SqlGenerationsReader(self._database)

    @singleton
    @provider
    def conversations(self) -> ConversationsStore:
        return SqlConversationsStore(self._database)

    @singleton
    @provider
    def conversations_reader(self) -> ConversationsReader:
        return SqlConversationsReader(self._database)

    @singleton
    @provider
    def access(self) -> AccessStore:
        return SqlAccessStore(self._database)

    @singleton
    @provider
    def links_reader(self) -> GuestLinksReader:
        return SqlGuestLinksReader(self._database)

    @singleton
    @provider
    def keys_reader(self) -> ApiKeysReader:
        return SqlApiKeysReader(self._database)

    @singleton
    @provider
    def access_reader(self) -> AccessReader:
        return SqlAccessReader(self._database)

    @singleton
    @provider
    def organisations_reader(self) -> OrganisationsReader:
        return SqlOrganisationsReader(self._database)

    @singleton
    @provider
    def people(self) -> PeopleStore:
        return SqlPeopleStore(self._database)

    @singleton
    @provider
    def people_reader(self) -> PeopleReader:
        return SqlPeopleReader(self._database)

    @singleton
    @provider
    def scopes(self) -> ScopesById:
        return SqlScopesById(self._database)

    @singleton
    @provider
    def invitations(self) -> InvitationStore:
        return SqlInvitationStore(self._database)

    @singleton
    @provider
    def invitations_reader(self) -> InvitationReader:
        return SqlInvitationReader(self._database)

    @singleton
    @provider
    def jobs(self) -> JobQueue:
        return SqlJobQueue(self._database)

    @singleton
    @provider
    def outbox(self) -> Outbox:
        return SqlOutbox(self._database)

    @singleton
    @provider
    def inbox_marks(self) -> InboxMarks:
        return SqlInboxMarks(self._database)

    @singleton
    @provider
    def idempotency(self) -> IdempotencyStore:
        return SqlIdempotencyStore(self._database)

    @singleton
    @provider
    def events(self) -> EventLog:
        return self._events


class MemoryStores(Module):
    def __init__(self, settings: Settings, database: MemoryDatabase) -> None:
        self._database = database
        found_locally(InMemoryAccessStore(database), InMemoryOutbox(database))
        self._events = event_log(settings, InMemoryEventLog(database))

    @singleton
    @provider
    def schema(self) -> Schema:
        return NoSchema()

    @singleton
    @provider
    def knowledge(self) -> KnowledgeStore:
        return InMemoryKnowledgeStore(self._database)

    @singleton
    @provider
    def knowledge_reader(self) -> KnowledgeReader:
        return InMemoryKnowledgeReader(self._database)

    @singleton
    @provider
    def generations(self) -> GenerationsReader:
        return InMemoryGenerationsReader(self._database)

    @singleton
    @provider
    def conversations(self) -> ConversationsStore:
        return InMemoryConversationsStore(self._database)

    @singleton
    @provider
    def conversations_reader(self) -> ConversationsReader:
        return InMemoryConversationsReader(self._database)

    @singleton
    @provider
    def access(self) -> AccessStore:
        return InMemoryAccessStore(self._database)

    @singleton
    @provider
    def links_reader(self) -> GuestLinksReader:
        return InMemoryGuestLinksReader(self._database)

    @singleton
    @provider
    def keys_reader(self) -> ApiKeysReader:
        return InMemoryApiKeysReader(self._database)

    @singleton
    @provider
    def access_reader(self) -> AccessReader:
        return InMemoryDecisions(self._database.rows)

    @singleton
    @provider
    def organisations_reader(self) -> OrganisationsReader:
        return InMemoryOrganisationsReader(self._database)

    @singleton
    @provider
    def people(self) -> PeopleStore:
        return InMemoryPeopleStore(self._database)

    @singleton
    @provider
    def people_reader(self) -> PeopleReader:
        return InMemoryPeopleReader(self._database)

    @singleton
    @provider
    def scopes(self) -> ScopesById:
        return InMemoryScopesById(self._database)

    @singleton
    @provider
    def invitations(self) -> InvitationStore:
        return InMemoryInvitationStore(self._database)

    @singleton
    @provider
    def invitations_reader(self) -> InvitationReader:
        return InMemoryInvitationReader(self._database)

    @singleton
    @provider
    def jobs(self) -> JobQueue:
        return InMemoryJobQueue(self._database)

    @singleton
    @provider
    def outbox(self) -> Outbox:
        return InMemoryOutbox(self._database)

    @singleton
    @provider
    def inbox_marks(self) -> InboxMarks:
        return InMemoryInboxMarks(self._database)

    @singleton
    @provider
    def idempotency(self) -> IdempotencyStore:
        return InMemoryIdempotencyStore(self._database)

    @singleton
    @provider
    def events(self) -> EventLog:
        return self._events
