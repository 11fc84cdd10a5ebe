"""Where generations of the index, and what they have yet to take in, are kept."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

ANY_JSON = JSON().with_variant(JSONB(), "postgresql")

generations = Table(
    "index_generations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("embedder", Text, nullable=False),
    Column("cut", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("verdict", ANY_JSON),
    Column("failure", Text),
    Column("forced", Text),
    Column("engaged", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    *(
        Index(
            f"uq_index_generations_{state}",
            "state",
            unique=True,
            sqlite_where=text(f"state = '{state}'"),
            postgresql_where=text(f"state = '{state}'"),
        )
        for state in ("active", "building")
    ),
)

gaps = Table(
    "index_gaps",
    metadata,
    Column(
        "generation_id", Uuid, ForeignKey(generations.c.id, ondelete="CASCADE"), primary_key=True
    ),
    Column("document_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("failure", Text),
)

index_versions = Table(
    "index_versions",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
)

golden_queries = Table(
    "golden_queries",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("query", Text, nullable=False),
    Column("document_id", Uuid, nullable=False),
)
