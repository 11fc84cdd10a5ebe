"""Three consumers share a topic; one is killed or freezes between effect and checkpoint."""

import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import select

from adapters.database.sql import SqlDatabase, open_database
from application.messaging.ports import EventLog, EventRecord
from support import applying_process
from support.applying_process import GROUP, applied, effects, log_at
from support.databases import emptied, fresh_sqlite
from support.event_logs import a_record, fresh_prefix, kafka_servers, remove_topics
from support.started import started

pytestmark = pytest.mark.slow
KEYS = [f"key-{number}" for number in range(24)]
PATIENCE = 60.0


@dataclass(frozen=True)
class Place:
    database_url: str
    events_url: str
    database: SqlDatabase
    log: EventLog


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.service),
        pytest.param("kafka", marks=pytest.mark.service),
    ]
)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where events and effects are; Kafka's effects and inbox are in PostgreSQL."""
    with ExitStack() as stack:
        events = "database:"
        if request.param == "kafka":
            servers, prefix = kafka_servers(), fresh_prefix()
            events = f"kafka://{','.join(servers)}?topic_prefix={prefix}&partitions=8"
            stack.callback(remove_topics, servers, prefix)
        if request.param == "sqlite":
            url = fresh_sqlite(tmp_path)
        else:
            url = emptied(request.getfixturevalue("postgres_database"))
        database = open_database(url)
        effects.drop(database.engine, checkfirst=True)
        effects.create(database.engine)
        log = log_at(events, database)
        if request.param == "kafka":
            stack.enter_context(closing(log))  # type: ignore[type-var]
        yield Place(url, events, database, log)
        effects.drop(database.engine)
        database.engine.dispose()


def consumer(stack: ExitStack, place: Place, name: str, stall: int = 0) -> subprocess.Popen[str]:
    script = str(Path(applying_process.__file__))
    arguments = [script, place.database_url, place.events_url, name]
    return stack.enter_context(
        started(*arguments, *([str(stall)] if stall else []), settings={}, stdin=subprocess.PIPE)
    )


def until_it_stalls(process: subprocess.Popen[str], place: Place) -> list[EventRecord]:
    """Append until this one has been given enough, and no faster than events are applied.

    On a busy machine there would be more of them than can be applied in time.
    """
    said = {word: Event() for word in ("subscribed", "stalled")}
    Thread(target=listen, args=(process, said), daemon=True).start()
    assert said["subscribed"].wait(PATIENCE)
    stalled, records, until = said["stalled"], list[EventRecord](), monotonic() + PATIENCE
    while not stalled.is_set():
        assert monotonic() < until
        assert process.poll() is None, "it ended before it stalled"
        if applied(place.database) == len(records):
            records += rounds(place, len(records) // len(KEYS), 1)
        stalled.wait(0.2)
    return records


def listen(process: subprocess.Popen[str], said: Mapping[str, Event]) -> None:
    assert process.stdout is not None
    while line := process.stdout.readline():
        said[line.strip()].set()


def rounds(place: Place, start: int, many: int) -> list[EventRecord]:
    made = []
    for number in range(start, start + many):
        batch = [a_record(key=key, facts={"number": number}) for key in KEYS]
        place.log.append(batch)
        made += batch
    return made


def assert_once_and_in_order(place: Place, records: Sequence[EventRecord]) -> None:
    until = monotonic() + PATIENCE
    while applied(place.database) < len(records) and monotonic() < until:
        sleep(0.1)
    with place.database.reading() as connection:
        rows = connection.execute(select(effects).order_by(effects.c.place)).all()
    assert sorted(row.id for row in rows) == sorted(one.id for one in records)
    numbers = {key: [row.number for row in rows if row.key == key] for key in KEYS}
    assert all(found == sorted(found) for found in numbers.values())
    assert lag_ends(place)


def lag_ends(place: Place) -> bool:
    until = monotonic() + PATIENCE
    while sum(one.lag for one in place.log.lag([GROUP])) and monotonic() < until:
        sleep(0.2)
    return not sum(one.lag for one in place.log.lag([GROUP]))


def test_one_is_killed_between_effect_and_checkpoint(place: Place) -> None:
    with ExitStack() as stack:
        stalls, *others = [
            consumer(stack, place, "first", stall=7),
            consumer(stack, place, "second"),
            consumer(stack, place, "third"),
        ]
        records = until_it_stalls(stalls, place)
        records += rounds(place, len(records) // len(KEYS), 5)
        stalls.send_signal(signal.SIGKILL)
        records += rounds(place, len(records) // len(KEYS), 5)

        assert_once_and_in_order(place, records)
        assert all(other.poll() is None for other in others)


def test_one_freezes_and_comes_back_with_what_others_have_by_then(place: Place) -> None:
    with ExitStack() as stack:
        stalls = consumer(stack, place, "first", stall=7)
        records = until_it_stalls(stalls, place)
        stalls.send_signal(signal.SIGSTOP)
        consumer(stack, place, "second")
        records += rounds(place, len(records) // len(KEYS), 5)
        assert_once_and_in_order(place, records)

        stalls.send_signal(signal.SIGCONT)
        assert stalls.stdin is not None
        stalls.stdin.write("\n")
        stalls.stdin.flush()
        records += rounds(place, len(records) // len(KEYS), 5)

        assert_once_and_in_order(place, records)
        assert stalls.poll() is None


def test_all_three_are_given_some(place: Place) -> None:
    with ExitStack() as stack:
        consumers = [consumer(stack, place, name) for name in ("first", "second", "third")]
        records, until = list[EventRecord](), monotonic() + PATIENCE
        while len(names(place)) < len(consumers) and monotonic() < until:
            if applied(place.database) == len(records):
                records += rounds(place, len(records) // len(KEYS), 1)
            sleep(0.2)

        assert_once_and_in_order(place, records)
        assert names(place) == {"first", "second", "third"}


def names(place: Place) -> set[str]:
    with place.database.reading() as connection:
        return set(connection.scalars(select(effects.c.by).distinct()))
