"""An event log of each kind, empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import open_database
from adapters.events.journal_log import JournalLog
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.memory_log import InMemoryEventLog
from application.messaging.ports import EventLog
from support.databases import emptied, fresh_sqlite
from support.event_logs import LOGS, kafka_log


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.service] if name in ("postgres", "kafka") else [])
        for name in LOGS
    ]
)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventLog]:
    if request.param == "memory":
        yield InMemoryEventLog(MemoryDatabase())
    elif request.param == "kafka":
        with kafka_log() as made:
            yield made
    else:
        url = (
            fresh_sqlite(tmp_path)
            if request.param == "sqlite"
            else emptied(request.getfixturevalue("postgres_database"))
        )
        database = open_database(url)
        yield JournalLog(DatabaseEventLog(database))
        database.engine.dispose()


@pytest.fixture
def can_tell_ids(log: EventLog) -> bool:
    """Whether the log itself keeps an id once: Kafka cannot tell."""
    return type(log).__name__ != "KafkaEventLog"
