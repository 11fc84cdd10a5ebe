"""A log from before events were followed in the journal: groups go on, and do nothing twice."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select, update

from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.events.journal.rows import to_row
from adapters.events.journal_log import JournalLog
from adapters.events.processing.sql import SqlRelays
from adapters.events.tables import event_relays, events
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.tables import event_checkpoints, event_log
from application.events.processing.records import TOPIC, record
from application.messaging.ports import EventRecord
from domain.events.entry import Entry, Journalled
from domain.ids import OrganisationId, UserId
from support.event_logs import numbered, read
from support.people import NOON

BEFORE = "0052"
SIGNS = "0123456789abcdef"


def kept(position: int) -> Journalled:
    """Return the entry at a position; entries of 32 keys take turns."""
    lane = f"{SIGNS[position % 16]}{position % 32:031x}"
    whose = OrganisationId(UUID(int=1)), UserId(UUID(int=2))
    entry = Entry(
        UUID(int=position), *whose, "shop", f"e-{position}", "order.paid", lane, b"d", UUID(int=3),
        b"sealed", NOON, NOON,
    )  # fmt: skip
    return Journalled(position, entry)


def tell(database: SqlDatabase, entries: Sequence[Journalled]) -> None:
    with database.writing() as connection:
        rows = [{"position": one.position, **to_row(one.entry)} for one in entries]
        connection.execute(insert(events), rows)
        connection.commit()


def old_log(database: SqlDatabase, entries: Sequence[Journalled]) -> DatabaseEventLog:
    """Keep them, and copy them to the log behind other records, as it was done before."""
    tell(database, entries)
    log = DatabaseEventLog(database)
    log.append(numbered("k", 7))
    log.append([record(one, None) for one in entries])
    SqlRelays(database).reached(entries[-1].position, NOON)
    return log


def positions(records: Sequence[EventRecord]) -> set[int]:
    return {int(str(one.facts["position"])) for one in records}


def test_groups_go_on_where_they_were(database: SqlDatabase) -> None:
    downgrade(database, BEFORE)
    log = old_log(database, [kept(one) for one in range(1, 41)])
    read(log, 40, "done", topic=TOPIC)
    with log.subscribe("begun", [TOPIC]) as subscription:
        begun = subscription.poll(25)
        subscription.checkpoint()
    with log.subscribe("new", [TOPIC]):
        pass

    upgrade(database)
    now = JournalLog(log)
    assert read(now, 0, "done", topic=TOPIC) == []
    first = min(set(range(1, 41)) - positions(begun))
    assert positions(read(now, 41 - first, "begun", topic=TOPIC)) == set(range(first, 41))
    assert len(read(now, 40, "new", topic=TOPIC)) == 40


def test_no_copy_is_left_and_no_position_is_given_twice(database: SqlDatabase) -> None:
    downgrade(database, BEFORE)
    log = old_log(database, [kept(one) for one in range(1, 41)])
    things = read(log, 7, "things")
    upgrade(database)

    with database.reading() as connection:
        copies = select(func.count()).where(event_log.c.topic == TOPIC)
        assert connection.scalar(copies) == 1
    more = numbered("k", 3)
    log.append(more)
    assert read(log, 3, "things") == more
    assert len(things) == 7


def test_a_partition_that_is_behind_takes_its_group_back(database: SqlDatabase) -> None:
    downgrade(database, BEFORE)
    log = old_log(database, [kept(one) for one in range(1, 41)])
    read(log, 40, "done", topic=TOPIC)
    first = positions_by_partition(database)
    partition, (row, position) = min(first.items(), key=lambda one: one[1])
    with database.writing() as connection:
        held = event_checkpoints.c
        one = (held.topic == TOPIC, held.partition == partition)
        connection.execute(update(event_checkpoints).where(*one).values(position=row - 1))
        connection.commit()

    upgrade(database)
    again = read(JournalLog(log), 41 - position, "done", topic=TOPIC)
    assert positions(again) == set(range(position, 41))


def positions_by_partition(database: SqlDatabase) -> dict[int, tuple[int, int]]:
    """Return the place in the log and in the journal of the first of each partition."""
    found: dict[int, tuple[int, int]] = {}
    with database.reading() as connection:
        columns = event_log.c.partition, event_log.c.position, event_log.c.facts
        ours = select(*columns).where(event_log.c.topic == TOPIC).order_by(event_log.c.position)
        for partition, row, facts in connection.execute(ours):
            found.setdefault(partition, (row, facts["position"]))
    return found


def test_a_way_down_copies_again_what_is_not_done(database: SqlDatabase) -> None:
    """Groups that had done it hear it once more: their marks know."""
    log = DatabaseEventLog(database)
    now = JournalLog(log)
    log.append(numbered("k", 7))
    tell(database, [kept(one) for one in range(1, 41)])
    assert now(NOON) == 40
    read(now, 40, "done", topic=TOPIC)
    with now.subscribe("begun", [TOPIC]) as subscription:
        begun = subscription.poll(25)
        subscription.checkpoint()

    downgrade(database, BEFORE)
    rest = SqlRelays(database).behind(100)
    log.append([record(one, None) for one in rest])
    assert [one.position for one in rest] == list(range(26, 41))
    assert positions([*begun, *read(log, 15, "begun", topic=TOPIC)]) == set(range(1, 41))


@pytest.mark.parametrize("way", [downgrade, upgrade])
def test_where_nobody_ever_followed_nothing_changes(database: SqlDatabase, way: object) -> None:
    if way is upgrade:
        downgrade(database, BEFORE)
    SqlRelays(database).reached(7, NOON)  # as where Kafka is the log
    downgrade(database, BEFORE) if way is downgrade else upgrade(database)

    with database.reading() as connection:
        assert connection.scalars(select(event_relays.c.position)).all() == [7]
    upgrade(database)
