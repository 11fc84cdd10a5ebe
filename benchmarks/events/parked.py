"""Ten thousand events that are dead or parked behind one that is, and how they are redriven."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import structlog
from flask.testing import FlaskClient
from injector import Module, provider, singleton
from sqlalchemy import text

from adapters.database.migrations import upgrade
from adapters.database.sql import SqlDatabase, open_database
from application.events.processing.consumers import Consumers
from application.events.processing.inward import Inward
from application.events.processing.ports import Effects, Poisoned
from domain.events.seen import SeenEvent
from entrypoints.composition import compose
from entrypoints.composition.schema import Schema
from entrypoints.http.app import create_app
from entrypoints.testing.harness import MEMORY
from entrypoints.workers.worker import Worker

EVENTS, LETTERS = "/api/v1/events", "/api/v1/dead-letters"
KEYS, EACH, BATCH, UNLIKE = 500, 20, 500, 100
"""Of the keys, in so many the first event is of another type than the rest."""
NUMBER, RATE = KEYS * EACH, 1_000_000
COUNTS = ("matching", "moving", "blocked")
CHOSEN = {"type": "order.paid"}
EFFECTS = "CREATE TABLE bench_effects (place {serial}, id TEXT)"
SERIAL = {"sqlite": "INTEGER PRIMARY KEY", "postgresql": "SERIAL PRIMARY KEY"}
NOTE = text("INSERT INTO bench_effects (id) VALUES (:id)")
NOTED = text("SELECT id FROM bench_effects ORDER BY place")


@dataclass(slots=True)
class Notes(Inward):
    """Takes nothing while it is ill, and afterwards leaves a row for each event."""

    is_ill: bool = True
    name: str = "notes"

    @property
    def reads(self) -> bool:
        return True

    def wants(self, type: str, sequence: int | None) -> bool:
        return True

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        if self.is_ill:
            raise Poisoned("ill", "it takes nothing")
        connection: Any = effects.tallies.connection  # type: ignore[attr-defined]  # its own transaction
        connection.execute(NOTE, [{"id": one.external_id} for one in events])


@dataclass(frozen=True, slots=True)
class Told:
    """What a redrive said that it would move and moved, and how many effects there were."""

    foreseen: dict[str, Any]
    said: dict[str, Any]
    effects: int
    seconds: float
    cpu: float

    @property
    def is_as_foreseen(self) -> bool:
        same = all(
            self.foreseen[one] == self.said[one] for one in ("matching", "moving", "blocked")
        )
        return same and self.effects == self.foreseen["moving"]


@dataclass(slots=True)
class Parked:
    database: SqlDatabase
    client: FlaskClient
    worker: Worker
    notes: Notes
    told: list[Told] = field(default_factory=list)

    def fill(self) -> None:
        """Tell the events, and let every one of them die or be parked."""
        events = [_event(key, number) for number in range(EACH) for key in range(KEYS)]
        for first in range(0, NUMBER, BATCH):
            answer = self.client.post(EVENTS, json=events[first : first + BATCH])
            assert answer.get_json()["accepted"] == BATCH, answer.get_json()
        while self._redrive({}, dry_run=True)["matching"] < NUMBER:
            self.worker.carry_events()

    def redrive(self, chosen: dict[str, str]) -> None:
        """Say what would move, move it, and see it through."""
        foreseen, before = self._redrive(chosen, dry_run=True), len(self.noted())
        began, cpu = perf_counter(), process_time()
        said = self._redrive(chosen, dry_run=False)
        while self.worker.carry_events():
            pass
        seconds, cpu = perf_counter() - began, process_time() - cpu
        self.told.append(Told(foreseen, said, len(self.noted()) - before, seconds, cpu))

    def noted(self) -> Sequence[str]:
        with self.database.reading() as connection:
            return [str(one.id) for one in connection.execute(NOTED)]

    def _redrive(self, chosen: dict[str, str], *, dry_run: bool) -> dict[str, Any]:
        asked = {"filter": chosen, "dry_run": dry_run}
        answer: dict[str, Any] = self.client.post(f"{LETTERS}/redrives", json=asked).get_json()
        return answer


@contextmanager
def parked(url: str, home: Path) -> Iterator[Parked]:
    """Compose an application over an empty database, and park every event in it."""
    structlog.configure(processors=[_unheard])
    database, notes = open_database(url), Notes()
    upgrade(database)
    with database.writing() as connection:
        connection.execute(text(EFFECTS.format(serial=SERIAL[connection.dialect.name])))
        connection.commit()
    settings = replace(MEMORY, database_url=url, events_url="database:", home=home)
    settings = replace(settings, events_per_second=RATE, events_burst=RATE)
    container = compose(settings, Only(Consumers((notes,))))
    made = Parked(database, create_app(container).test_client(), container.get(Worker), notes)
    made.fill()
    yield made
    container.get(Schema).let_go()
    database.engine.dispose()


class Only(Module):
    def __init__(self, consumers: Consumers) -> None:
        self._consumers = consumers

    @singleton
    @provider
    def consumers(self) -> Consumers:
        return self._consumers


def in_order(noted: Sequence[str]) -> bool:
    """Whether every event of every key took effect once, one after another."""
    by_key = defaultdict[str, list[int]](list)
    for key, number in (one.split("-") for one in noted):
        by_key[key].append(int(number))
    return len(by_key) == KEYS and all(one == list(range(EACH)) for one in by_key.values())


def _event(key: int, number: int) -> dict[str, Any]:
    kind = "order.placed" if not number and key < UNLIKE else CHOSEN["type"]
    return {
        "id": f"{key}-{number}",
        "source": "bench",
        "type": kind,
        "key": f"k{key}",
        "sequence": number,
        "data": {},
    }


def _unheard(*_: object) -> dict[str, object]:
    raise structlog.DropEvent
