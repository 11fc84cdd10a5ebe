"""What runs in the processes that are killed: the API, and workers with a consumer that notes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from injector import Module, provider, singleton
from sqlalchemy import text
from werkzeug.serving import make_server

from adapters.database.sql import open_database
from adapters.messaging.database_log import DatabaseEventLog
from application.clock import Clock
from application.events.consumers.follow_states import FollowStates
from application.events.consumers.tally import TallyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.inward import Inward
from application.events.processing.ports import Effects
from application.messaging.ports import EventLog
from domain.events.seen import SeenEvent
from entrypoints.composition import compose
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY
from entrypoints.workers.worker import Worker

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
        connection: Any = effects.tallies.connection  # type: ignore[attr-defined]
        for one in events:
            if self.random.random() < SHARE_THAT_FAILS:
                raise HandlerFails
            row = {"id": one.external_id, "lane": one.lane_name, "number": one.sequence}
            connection.execute(NOTE, row)


class Crashing(Module):
    """Consumers of the harness, and a log whose dead readers are soon replaced."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @singleton
    @provider
    def consumers(self, clock: Clock) -> Consumers:
        return Consumers((TallyEvents(), FollowStates(clock), NoteEvents()))

    @singleton
    @provider
    def log(self) -> EventLog:
        events_url = self._settings.events_url
        if not events_url.startswith("kafka"):
            return DatabaseEventLog(open_database(self._settings.database_url), LEASE_SECONDS)
        from adapters.messaging.kafka_log import KafkaEventLog
        from entrypoints.composition.kafka import kafka_cluster

        return KafkaEventLog(kafka_cluster("PORTICO_EVENTS_URL", urlsplit(events_url)))


def settings_for(database_url: str, events_url: str, home: Path) -> Settings:
    return replace(MEMORY, database_url=database_url, events_url=events_url, home=home)


def serve(settings: Settings, port: int) -> None:
    """Answer HTTP until killed."""
    app = create_app(compose(settings, Crashing(settings)))
    server = make_server("127.0.0.1", port, app, threaded=True)
    server.serve_forever()


def work(settings: Settings) -> None:
    """Publish, see through and retry until killed."""
    compose(settings, Crashing(settings)).get(Worker).run([], 0, Event())


def spawned(part: str, settings: Settings, port: int) -> int:
    """Fork a part off this process, which has no threads and no connections; return its pid."""
    pid = os.fork()
    if pid:
        return pid
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # it speaks to the harness
    try:
        serve(settings, port) if part == "api" else work(settings)
    finally:
        os._exit(1)


def main(database_url: str, events_url: str, home: str, port: str) -> None:
    """Fork what each line names, print its pid, and reap what died."""
    settings = settings_for(database_url, events_url, Path(home))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        sys.stdout.write(f"{spawned(line.strip(), settings, int(port))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
