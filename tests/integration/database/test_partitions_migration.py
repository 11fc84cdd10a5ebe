"""A log from before partitions: its records find their place, and groups go on where they were."""

from datetime import timedelta

from sqlalchemy import String, Uuid, bindparam, column, insert, select, table, text

from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.database.types import Json, Position, UtcDateTime
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.records import to_row
from adapters.messaging.tables import event_log
from application.messaging.partitions import partition_of
from support.event_logs import a_record, by_key, read
from support.people import NOON

TOPIC = "knowledge.documents"
OLD_LOG = table(
    "event_log",
    *(column("id", Uuid), column("topic", String), column("key", String), column("name", String)),
    *(column("organisation_id", Uuid), column("happened_at", UtcDateTime), column("facts", Json)),
    column("traceparent", String),
)
OLD_CHECKPOINTS = table("event_checkpoints", column("group", String), column("position", Position))


def test_groups_go_on_where_they_were(database: SqlDatabase) -> None:
    records = [a_record(key=str(one % 5), topic=TOPIC) for one in range(40)]
    downgrade(database, "0016")
    with database.writing() as connection:
        connection.execute(insert(OLD_LOG), [to_row(one) for one in records])
        first = connection.scalar(text("SELECT min(position) FROM event_log")) or 0
        passed = {"group": "conversations", "position": first + 9}
        connection.execute(insert(OLD_CHECKPOINTS), passed)
        connection.commit()

    upgrade(database)

    log, more = (
        DatabaseEventLog(database),
        [a_record(key=str(one), topic=TOPIC) for one in range(5)],
    )
    log.append(more)
    with database.reading() as connection:
        rows = connection.execute(select(event_log.c.id, event_log.c.partition))
        placed = {row.id: row.partition for row in rows}
    assert placed == {one.id: partition_of(one) for one in [*records, *more]}
    assert by_key(read(log, 35, "conversations", topic=TOPIC)) == by_key([*records[10:], *more])
    assert log.passed(NOON + timedelta(days=1), ["conversations"], 100) == [
        one.id for one in [*records, *more][:-1]
    ]


def test_a_way_down_gives_nothing_up(database: SqlDatabase) -> None:
    """A group is then as far as in the partition that it is least far in: it hears some again."""
    log = DatabaseEventLog(database)
    log.append([a_record(key="k", topic=TOPIC)])
    read(log, 1, "conversations", topic=TOPIC)

    downgrade(database, "0016")
    with database.reading() as connection:
        held = select(OLD_CHECKPOINTS.c.position).where(OLD_CHECKPOINTS.c.group == bindparam("of"))
        assert connection.scalar(held, {"of": "conversations"}) == 0
    upgrade(database)

    assert len(read(log, 1, "conversations", topic=TOPIC)) == 1
