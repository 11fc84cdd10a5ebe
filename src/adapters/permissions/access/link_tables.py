"""Where guest links rest, beside the grants that they stand on."""

from sqlalchemy import Column, Index, Integer, String, Table, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

guest_links = Table(
    "guest_links",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("scope_id", Uuid, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created_by", Uuid, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("max_uses", Integer),
    Column("used", Integer, nullable=False),
    Column("password", String(200)),
    Index("ix_guest_links_scope_id_id", "scope_id", "id"),
)
