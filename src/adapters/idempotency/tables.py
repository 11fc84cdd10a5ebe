"""Where answers are kept."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import Json, UtcDateTime

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("resource_id", Uuid, nullable=False),
    Column("reserved_at", UtcDateTime, nullable=False),
    Column("held_until", UtcDateTime, nullable=False),
    Column("status", Integer),
    Column("headers", Json),
    Column("body", LargeBinary),
    Index("ix_idempotency_keys_reserved_at", "reserved_at"),
)
