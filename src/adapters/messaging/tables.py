"""Where events wait, rest and are remembered."""

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Uuid
from sqlalchemy.types import TypeEngine

from adapters.database.metadata import metadata
from adapters.database.types import Json, JsonAsWritten, Position, UtcDateTime


def _event_columns(facts: TypeEngine[Any]) -> list[Column[object]]:
    return [
        Column("position", Position, primary_key=True, autoincrement=True),
        Column("id", Uuid, nullable=False, unique=True),
        Column("topic", String(80), nullable=False),
        Column("key", String(80), nullable=False),
        Column("name", String(80), nullable=False),
        Column("organisation_id", Uuid, nullable=False),
        Column("happened_at", UtcDateTime, nullable=False),
        Column("facts", facts, nullable=False),
        Column("traceparent", String(200)),
    ]


outbox = Table("outbox", metadata, *_event_columns(Json))
event_log = Table(
    "event_log",
    metadata,
    *_event_columns(JsonAsWritten),
    Column("partition", Integer, nullable=False),
    Index("ix_event_log_topic_partition_position", "topic", "partition", "position"),
)
event_checkpoints = Table(
    "event_checkpoints",
    metadata,
    Column("group", String(80), primary_key=True),
    Column("topic", String(80), primary_key=True),
    Column("partition", Integer, primary_key=True, autoincrement=False),
    Column("position", Position, nullable=False),
    Column("holder", Uuid),
)
"""How far a group is in a partition, and which of its members holds it."""
event_members = Table(
    "event_members",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("group", String(80), nullable=False, index=True),
    Column("until", BigInteger, nullable=False),
)
"""Who consumes for a group, and until when: milliseconds since 1970 by the database's clock."""
inbox = Table(
    "inbox",
    metadata,
    Column("group", String(80), primary_key=True),
    Column("event_id", Uuid, primary_key=True),
)
