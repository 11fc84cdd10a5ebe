"""Where jobs rest."""

from sqlalchemy import Column, Index, Integer, String, Table, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

jobs = Table(
    "jobs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("queue", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", Uuid, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("traceparent", String(200)),
    Column("due_at", UtcDateTime, nullable=False),  # a lease moves it to the lease's end
    Column("token", Uuid),
    Column("attempts", Integer, nullable=False),
    Index("ix_jobs_queue_due_at", "queue", "due_at"),
)
