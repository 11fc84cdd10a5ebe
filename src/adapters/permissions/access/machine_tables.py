"""Where keys for programs rest: never the keys themselves."""

from sqlalchemy import Column, Index, String, Table, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("name", String(200), nullable=False),
    Column("scope", String(10), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("last_used_at", UtcDateTime),
    Index("ix_api_keys_organisation_id_id", "organisation_id", "id"),
)
