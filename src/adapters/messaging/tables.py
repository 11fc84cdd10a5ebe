"""Where events wait, rest and are remembered."""

from sqlalchemy import Column, Index, String, Table, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import Json, Position, UtcDateTime


def _event_columns() -> list[Column[object]]:
    return [
        Column("position", Position, primary_key=True, autoincrement=True),
        Column("id", Uuid, nullable=False, unique=True),
        Column("topic", String(80), nullable=False),
        Column("key", String(80), nullable=False),
        Column("name", String(80), nullable=False),
        Column("organisation_id", Uuid, nullable=False),
        Column("happened_at", UtcDateTime, nullable=False),
        Column("facts", Json, nullable=False),
        Column("traceparent", String(200)),
    ]


outbox = Table("outbox", metadata, *_event_columns())
event_log = Table(
    "event_log",
    metadata,
    *_event_columns(),
    Index("ix_event_log_topic_position", "topic", "position"),
)
event_checkpoints = Table(
    "event_checkpoints",
    metadata,
    Column("group", String(80), primary_key=True),
    Column("position", Position, nullable=False),
)
inbox = Table(
    "inbox",
    metadata,
    Column("group", String(80), primary_key=True),
    Column("event_id", Uuid, primary_key=True),
)
