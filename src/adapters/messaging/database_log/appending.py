"""Many records in one statement, in the driver's own words: Core takes five times as long."""

import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import msgspec

from adapters.database.arrays import Packed, documents, integers, moments, texts, uuids
from adapters.database.sql import SqlDatabase
from adapters.messaging.database_log.bells import CHANNEL
from application.messaging.partitions import LARGEST, partition_of, refuse_too_large
from application.messaging.ports import EventRecord

COLUMNS = "id, topic, key, name, organisation_id, happened_at, facts, traceparent, partition"
SQLITE = f"INSERT OR IGNORE INTO event_log ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constants
POSTGRESQL = f"""
INSERT INTO event_log ({COLUMNS})
SELECT {COLUMNS} FROM unnest(
    %b::uuid[], %b::text[], %b::text[], %b::text[], %b::uuid[], %b::timestamptz[],
    %b::json[], %b::text[], %b::int[]
) WITH ORDINALITY AS given ({COLUMNS}, place)
ORDER BY place
"""  # noqa: S608 - constants
PASSING_OVER = f"{POSTGRESQL} ON CONFLICT DO NOTHING"
TURN, RING = "SELECT pg_advisory_xact_lock(%s)", f"NOTIFY {CHANNEL}"
APPENDING = 0x506F7274
"""The lock under which positions are given out and committed in the same order: else a reader
might pass what commits later.
"""
WITHOUT_ZONE = 26
_encode = msgspec.json.Encoder().encode


def append_records(database: SqlDatabase, records: Sequence[EventRecord]) -> None:
    """Give the records the next positions in their order, but for ids that are held.

    Raises TooLarge.
    """
    if database.engine.dialect.name == "postgresql":
        columns = _columns(records)
        database.tell(lambda connection: _append(connection, columns))
        return
    refuse_too_large(records)
    with database.writing() as connection:
        connection.exec_driver_sql(SQLITE, [_for_sqlite(one) for one in records])
        connection.commit()


def _append(connection: Any, columns: Sequence[Packed]) -> None:
    """Try it as if all ids were new, which takes a fifth less than to ask of each.

    Only after a crash some are held.
    """
    try:
        _tell(connection, POSTGRESQL, columns)
    except connection.IntegrityError:
        _tell(connection, PASSING_OVER, columns)


def _tell(connection: Any, statement: str, columns: Sequence[Packed]) -> None:
    """Commits when the pipeline ends."""
    with connection.pipeline():
        connection.execute(TURN, [APPENDING])
        connection.execute(statement, columns)
        connection.execute(RING)


def _columns(records: Sequence[EventRecord]) -> Sequence[Packed]:
    facts = [_encode(dict(one.facts)) for one in records]
    if max(map(len, facts)) > LARGEST:
        refuse_too_large(records)
    partitions = [partition_of(one) for one in records]
    ids, topics, keys, names, whose, happened, _, traces = zip(*records, strict=True)
    return (
        uuids(ids), texts(topics), texts(keys), texts(names), uuids(whose), moments(happened),
        documents(facts), texts(traces), integers(partitions),
    )  # fmt: skip


def _for_sqlite(record: EventRecord) -> tuple[Any, ...]:
    """Write it the way that SQLAlchemy's types keep it in SQLite."""
    moment = record.happened_at.astimezone(UTC).isoformat(" ", "microseconds")
    return (
        record.id.hex, record.topic, record.key, record.name, record.organisation_id.hex,
        moment[:WITHOUT_ZONE], json.dumps(dict(record.facts)), record.traceparent,
        partition_of(record),
    )  # fmt: skip
