"""A consumer in a process of its own: applies events to a table, once, and may stall over it.

`python applying_process.py DATABASE_URL EVENTS_URL NAME [STALL_AFTER]`: prints `subscribed` when it
is, and `stalled` when it stands still between effect and checkpoint, until a line is written to it.
"""

import sys
from urllib.parse import urlsplit

from sqlalchemy import Column, Integer, MetaData, String, Table, Uuid, func, insert, select

from adapters.database.sql import SqlDatabase, open_database
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.sql import SqlInbox
from application.messaging.ports import EventLog, EventRecord
from support.event_logs import TOPIC

GROUP = "appliers"
LEASE_SECONDS = 2.0
effects = Table(
    "effects",
    MetaData(),
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False),
    Column("key", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("by", String(20), nullable=False),
)


def log_at(events_url: str, database: SqlDatabase) -> EventLog:
    if events_url == "database:":
        return DatabaseEventLog(database, LEASE_SECONDS)
    from adapters.messaging.kafka_log import KafkaEventLog
    from entrypoints.composition.kafka import kafka_cluster

    return KafkaEventLog(kafka_cluster("PORTICO_EVENTS_URL", urlsplit(events_url)))


def apply(database: SqlDatabase, record: EventRecord, name: str) -> None:
    """Effect and inbox mark, in one commit."""
    with database.writing() as connection:
        if SqlInbox(connection).admit(GROUP, record.id):
            row = {"id": record.id, "key": record.key, "number": record.facts["number"], "by": name}
            connection.execute(insert(effects), row)
            connection.commit()


def applied(database: SqlDatabase) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(effects)) or 0


def main(database_url: str, events_url: str, name: str, stall_after: int = 0) -> None:
    database, seen = open_database(database_url), 0
    with log_at(events_url, database).subscribe(GROUP, [TOPIC]) as subscription:
        sys.stdout.write("subscribed\n")
        sys.stdout.flush()
        while True:
            if not subscription.wait(0.2):
                continue
            for record in subscription.poll(20):
                apply(database, record, name)
                seen += 1
                if seen == stall_after:
                    sys.stdout.write("stalled\n")
                    sys.stdout.flush()
                    sys.stdin.readline()
            subscription.checkpoint()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]) if sys.argv[4:] else 0)
