"""Where things are kept: one database for every context, chosen by one URL."""

from collections.abc import Callable
from urllib.parse import SplitResult

from injector import Binder, Module, provider, singleton
from sqlalchemy.exc import ArgumentError

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import open_database
from adapters.events.journal_log import JournalLog
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.memory import InMemoryOutbox
from adapters.messaging.memory_log import InMemoryEventLog
from adapters.permissions.access.memory_store import InMemoryAccessStore
from application.messaging.ports import EventLog
from entrypoints.composition.kafka import kafka_cluster
from entrypoints.composition.keeping.access import ACCESS
from entrypoints.composition.keeping.briefs import BRIEFS
from entrypoints.composition.keeping.campaigns import CAMPAIGNS
from entrypoints.composition.keeping.conversations import CONVERSATIONS
from entrypoints.composition.keeping.events import EVENTS as EVENT_STORES
from entrypoints.composition.keeping.insight_records import INSIGHT_RECORDS
from entrypoints.composition.keeping.insights import INSIGHTS
from entrypoints.composition.keeping.knowledge import KNOWLEDGE
from entrypoints.composition.keeping.people import PEOPLE
from entrypoints.composition.keeping.rankings import RANKINGS
from entrypoints.composition.keeping.ticks import TICKS
from entrypoints.composition.keeping.work import WORK
from entrypoints.composition.local import found_locally
from entrypoints.composition.schema import NoSchema, Schema, SqlSchema, sqlite_url
from entrypoints.composition.schemes import chosen
from entrypoints.settings import Settings, SettingsError

DATABASE, EVENTS = "PORTICO_DATABASE_URL", "PORTICO_EVENTS_URL"
KEPT = (
    *KNOWLEDGE,
    *CONVERSATIONS,
    *ACCESS,
    *PEOPLE,
    *EVENT_STORES,
    *INSIGHTS,
    *INSIGHT_RECORDS,
    *CAMPAIGNS,
    *BRIEFS,
    *RANKINGS,
    *TICKS,
    *WORK,
)


def stores(settings: Settings) -> Module:
    """Return the module that keeps everything where the settings say; raises SettingsError."""
    known: dict[str, Callable[[SplitResult], Module]] = {
        "sqlite": lambda _: SqlStores(settings, sqlite_url(settings)),
        "postgresql+psycopg": lambda _: SqlStores(settings, settings.database_url),
        "memory": lambda _: MemoryStores(settings, MemoryDatabase()),
    }
    return chosen(DATABASE, settings.database_url, known)


def event_log(settings: Settings, in_database: EventLog) -> EventLog:
    """Return the log that PORTICO_EVENTS_URL names; raises SettingsError."""
    known: dict[str, Callable[[SplitResult], EventLog]] = {
        "database": lambda _: in_database,
        "kafka": kafka_log,
        "memory": lambda _: InMemoryEventLog(MemoryDatabase()),
    }
    return chosen(EVENTS, settings.events_url, known)


def kafka_log(url: SplitResult) -> EventLog:
    cluster = kafka_cluster(EVENTS, url)
    from adapters.messaging.kafka_log import KafkaEventLog

    return KafkaEventLog(cluster)


class SqlStores(Module):
    def __init__(self, settings: Settings, url: str) -> None:
        try:
            self._database = open_database(url, synchronous=settings.sqlite_synchronous)
        except ArgumentError as error:
            raise SettingsError(
                f"{DATABASE} cannot be read: write sqlite:///path/to/file.db "
                "or postgresql+psycopg://user:password@host:5432/name"
            ) from error
        self._events = event_log(settings, JournalLog(DatabaseEventLog(self._database)))

    def configure(self, binder: Binder) -> None:
        for one in KEPT:
            one.bind_sql(binder, self._database)

    @singleton
    @provider
    def schema(self) -> Schema:
        return SqlSchema(self._database)

    @singleton
    @provider
    def events(self) -> EventLog:
        return self._events


class MemoryStores(Module):
    def __init__(self, settings: Settings, database: MemoryDatabase) -> None:
        self._database = database
        found_locally(InMemoryAccessStore(database), InMemoryOutbox(database))
        self._events = event_log(settings, InMemoryEventLog(database))

    def configure(self, binder: Binder) -> None:
        for one in KEPT:
            one.bind_memory(binder, self._database)

    @singleton
    @provider
    def schema(self) -> Schema:
        return NoSchema()

    @singleton
    @provider
    def events(self) -> EventLog:
        return self._events
