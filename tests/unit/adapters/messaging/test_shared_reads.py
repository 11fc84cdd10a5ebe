"""Groups of one process that follow the same topics read the log once, wherever they begin."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from adapters.database.prepared import asked
from adapters.database.sql import open_database
from adapters.messaging.database_log import DatabaseEventLog, reading, rows
from adapters.messaging.database_log.reading import Asked
from adapters.messaging.database_log.rows import FRESH
from adapters.messaging.tables import event_checkpoints, event_log
from support.databases import fresh_sqlite
from support.event_logs import a_record, numbered, taken

EVERYWHERE = tuple(range(16))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[DatabaseEventLog]:
    database = open_database(fresh_sqlite(tmp_path))
    yield DatabaseEventLog(database)
    database.engine.dispose()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count how often rows are read on."""
    counted = list[object]()

    def counting(database: object, statement: object, values: object) -> object:
        if statement is FRESH:
            counted.append(values)
        return asked(database, statement, values)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(rows, "asked", counting)
    return counted


def test_three_groups_read_once(log: DatabaseEventLog, reads: list[object]) -> None:
    with (
        log.subscribe("a", ["things"]) as one,
        log.subscribe("b", ["things"]) as two,
        log.subscribe("c", ["things"]) as three,
    ):
        assert [each.poll(5) for each in (one, two, three)] == [[]] * 3  # all are at the end
        records = numbered("k", 5)
        log.append(records)
        assert [taken(each, 5) for each in (one, two, three)] == [records] * 3
    assert len(reads) == 1


def test_who_begins_elsewhere_comes_to_read_with_the_others(log: DatabaseEventLog) -> None:
    records = numbered("k", 6)
    log.append(records)
    shared = log.reads
    assert shared.look() == 6

    ahead = shared.on(Asked(("things",), EVERYWHERE, 2, 2), 6)
    behind = shared.on(Asked(("things",), EVERYWHERE, 1, 500), 6)

    assert [one.record for one in ahead.rows] == records[2:4]
    assert [one.record for one in behind.rows] == records[1:4]
    assert ahead.reached == behind.reached == 4


def test_a_poll_goes_on_where_another_stopped_with_nothing(log: DatabaseEventLog) -> None:
    with log.subscribe("a", ["things"]) as one, log.subscribe("b", ["things"]) as two:
        assert [each.poll(5) for each in (one, two)] == [[]] * 2  # both are at the end
        log.append([record._replace(topic="others") for record in numbered("k", 3)])
        assert one.poll(5) == []  # and read up to there
        records = numbered("k", 2)
        log.append(records)
        log.reads.look()

        assert two.poll(5) == records


def test_what_is_large_is_not_kept(log: DatabaseEventLog, reads: list[object]) -> None:
    [record] = numbered("k", 1)
    log.append([record._replace(facts={"text": "x" * (reading.LARGEST_KEPT - 100), "n": 1})])
    log.append([one._replace(facts={"text": "x" * 101}) for one in numbered("k", 1)])
    wanted = Asked(("things",), EVERYWHERE, 0, 500)
    for _ in range(2):
        assert len(log.reads.on(wanted, 2).rows) == 2
    assert len(reads) == 2


def test_what_is_large_by_its_names_is_not_kept_either(
    log: DatabaseEventLog, reads: list[object]
) -> None:
    half = reading.LARGEST_KEPT // 2
    log.append([a_record(facts={"x" * half: 1}) for _ in range(2)])
    for _ in range(2):
        assert len(log.reads.on(Asked(("things",), EVERYWHERE, 0, 500), 2).rows) == 2
    assert len(reads) == 2


@pytest.mark.parametrize(("seconds", "times"), [(1, 1), (60, 2)])
def test_what_nobody_came_for_is_kept_for_seconds_only(
    log: DatabaseEventLog,
    reads: list[object],
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    times: int,
) -> None:
    log.append(numbered("k", 1))
    now = 100.0
    monkeypatch.setattr(reading, "monotonic", lambda: now)
    for _ in range(2):
        assert len(log.reads.on(Asked(("things",), EVERYWHERE, 0, 500), 1).rows) == 1
        now += seconds
    assert len(reads) == times


def test_a_log_that_was_set_back_is_read_again(log: DatabaseEventLog) -> None:
    log.append(numbered("k", 3))
    with log.subscribe("a", ["things"]) as one:
        assert len(taken(one, 3)) == 3
        one.checkpoint()
        with log.database.writing() as connection:  # as when an older copy is restored
            connection.execute(delete(event_log).where(event_log.c.position > 1))
            connection.execute(update(event_checkpoints).values(position=1))
            connection.commit()
        one.membership.look(())
        assert (log.reads.look(), log.reads.end, one.poll(5)) == (1, 1, [])

        records = numbered("k", 3)
        log.append(records)
        assert taken(one, 3) == records
