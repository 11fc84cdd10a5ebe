"""Where drafts rest: prompts and replies with tokens for whatever is personal."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

insight_drafts = Table(
    "insight_drafts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("customer_id", Integer, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("asked", Text, nullable=False),  # JSON in ASCII: models write what JSONB refuses
    Column("snapshot", Integer, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("shadow", Text),
    Column("digest", String(64), nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
    Index("ix_insight_drafts_organisation", "organisation_id", "id"),
    Index("ix_insight_drafts_written_at", "written_at"),
)
