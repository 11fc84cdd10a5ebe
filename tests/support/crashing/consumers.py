"""The consumer of the harness, which leaves a row for each effect, and what it is composed with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlsplit

from injector import Module, provider, singleton
from sqlalchemy import text

from adapters.database.sql import open_database
from adapters.events.journal_log import JournalLog
from adapters.messaging.database_log import DatabaseEventLog
from application.clock import Clock
from application.events.consumers.follow_states import FollowStates
from application.events.consumers.tally import TallyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.inward import Inward
from application.events.processing.ports import Effects
from application.messaging.ports import EventLog
from domain.events.seen import SeenEvent
from support.crashing.ground import Ground

NOTES = """
CREATE TABLE IF NOT EXISTS effects (place {serial}, id VARCHAR(40), lane VARCHAR(40), number INT)
"""
SERIAL = {"sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT", "postgresql": "SERIAL PRIMARY KEY"}
NOTE = text("INSERT INTO effects (id, lane, number) VALUES (:id, :lane, :number)")
LEASE_SECONDS = 0.5
SHARE_THAT_FAILS = 0.05


class HandlerFails(Exception):
    """As a handler fails that may succeed the next time."""


@dataclass(slots=True)
class NoteEvents(Inward):
    """Writes a row for each effect, in the consumer's transaction; now and then it fails."""

    random: Random = field(default_factory=Random)
    name: str = "notes"

    @property
    def reads(self) -> bool:
        return True

    def wants(self, type: str, sequence: int | None) -> bool:
        return True

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        connection: Any = effects.tallies.connection  # type: ignore[attr-defined]  # its own transaction
        for one in events:
            if self.random.random() < SHARE_THAT_FAILS:
                raise HandlerFails
            row = {"id": one.external_id, "lane": one.lane_name, "number": one.sequence}
            connection.execute(NOTE, row)


class Crashing(Module):
    """Consumers of the harness, and a log whose dead readers are soon replaced."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    @singleton
    @provider
    def consumers(self, clock: Clock) -> Consumers:
        return Consumers((TallyEvents(), FollowStates(clock), NoteEvents()))

    @singleton
    @provider
    def log(self) -> EventLog:
        events_url = self._ground.events_url
        if not events_url.startswith("kafka"):
            database = open_database(self._ground.database_url)
            return JournalLog(DatabaseEventLog(database, LEASE_SECONDS))
        from adapters.messaging.kafka_log import KafkaEventLog
        from entrypoints.composition.kafka import kafka_cluster

        return KafkaEventLog(kafka_cluster("PORTICO_EVENTS_URL", urlsplit(events_url)))
