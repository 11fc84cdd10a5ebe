"""Briefs, what was written for them, and which of it is fresh."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import Json, UtcDateTime

brief_writings = Table(
    "brief_writings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("content", Json, nullable=False),
    Column("trace", Json, nullable=False),
    Column("model", String(200), nullable=False),
    Column("repairs", Integer, nullable=False),
    Column("fallback", Boolean, nullable=False),
    Column("snapshot", Integer),
    Column("written_at", UtcDateTime, nullable=False),
)
brief_documents = Table(  # what a writing was told of, as long as it has its words
    "brief_documents",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("document_id", Uuid, primary_key=True),
    Column("writing_id", Uuid, ForeignKey("brief_writings.id"), primary_key=True),
)
brief_meanings = Table(
    "brief_meanings",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("meaning", String(64), primary_key=True),
    Column("token", Uuid, nullable=False),
    Column("leased_until", UtcDateTime, nullable=False),
    Column("writing_id", Uuid, ForeignKey("brief_writings.id")),
    Column("written_by", Uuid),
    Column("snapshot", Integer),
    Column("fresh_until", UtcDateTime),
    Index("ix_brief_meanings_leased_until", "leased_until"),
)
campaign_briefs = Table(
    "campaign_briefs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("asked", Json, nullable=False),
    Column("writing_id", Uuid, ForeignKey("brief_writings.id"), nullable=False),
    Column("cached", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_campaign_briefs_organisation", "organisation_id", "id"),
)
