"""The log that reads the journal: what it refuses, and what it does not read twice."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from adapters.database.sql import open_database
from adapters.events.journal.rows import to_row
from adapters.events.journal_log import JournalLog
from adapters.events.journal_log.rows import SIGNS
from adapters.events.tables import events
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.tables import event_checkpoints
from application.events.processing.records import TOPIC
from application.messaging.partitions import PARTITIONS
from domain.events.entry import Entry
from domain.ids import OrganisationId, UserId
from support.databases import fresh_sqlite
from support.event_logs import a_record, read
from support.people import NOON


@pytest.fixture
def log(tmp_path: Path) -> Iterator[JournalLog]:
    database = open_database(fresh_sqlite(tmp_path))
    yield JournalLog(DatabaseEventLog(database))
    database.engine.dispose()


def tell(log: JournalLog, *lanes: str) -> None:
    """Keep an entry of each lane, and publish them."""
    whose = OrganisationId(UUID(int=1)), UserId(UUID(int=2))
    with log.log.database.writing() as connection:
        for lane in lanes:
            at = connection.scalar(select(events.c.position).order_by(-events.c.position)) or 0
            entry = Entry(
                UUID(int=at + 1), *whose, "shop", f"e-{at + 1}", "order.paid", lane, b"d",
                UUID(int=3), b"sealed", NOON, NOON,
            )  # fmt: skip
            connection.execute(insert(events), to_row(entry))
        connection.commit()
    assert log(NOON) == len(lanes)


def checkpoints(log: JournalLog) -> set[int]:
    with log.log.database.reading() as connection:
        return set(connection.scalars(select(event_checkpoints.c.position)))


def test_events_are_appended_to_the_journal_alone(log: JournalLog) -> None:
    with pytest.raises(ValueError, match="journal"):
        log.append([a_record(), a_record(topic=TOPIC)])
    assert read(log, 0) == []


def test_events_are_followed_by_themselves(log: JournalLog) -> None:
    with pytest.raises(ValueError, match="alone"):
        log.subscribe("readers", [TOPIC, "things"])


def test_places_in_which_nothing_happens_are_not_read_again(log: JournalLog) -> None:
    """Else each new consumer would read the whole journal for them."""
    tell(log, *["a" * 32] * 20)
    read(log, 20, topic=TOPIC)
    assert checkpoints(log) == {20}


def test_what_a_slow_place_has_yet_to_be_given_is_not_passed_by_the_others(log: JournalLog) -> None:
    tell(log, *["a" * 32, "b" * 32] * 3)
    with log.subscribe("readers", [TOPIC]) as subscription:
        assert len(subscription.poll(3)) == 3
        subscription.checkpoint()
        assert checkpoints(log) == {3}
    assert [one.facts["position"] for one in read(log, 3, topic=TOPIC)] == [4, 5, 6]


def test_a_worker_of_before_moves_no_checkpoint_of_the_journal(log: JournalLog) -> None:
    """It has records of its own in the log, further on than the journal goes."""
    tell(log, "a" * 32, "b" * 32)
    log.log.append([a_record(topic=TOPIC) for _ in range(9)])
    assert len(read(log.log, 9, topic=TOPIC)) == 9

    tell(log, "c" * 32)
    assert [one.facts["position"] for one in read(log, 3, topic=TOPIC)] == [1, 2, 3]


def test_places_are_as_many_as_a_log_has_partitions() -> None:
    assert len(SIGNS) == PARTITIONS


def test_publishing_goes_on_where_it_was(log: JournalLog) -> None:
    assert log(NOON) == 0
    tell(log, "a" * 32)
    assert log(NOON) == 0
    tell(log, "b" * 32, "c" * 32)
    assert log.reads.look() == 3
