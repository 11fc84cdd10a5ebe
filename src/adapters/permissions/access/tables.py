"""Where organisations, their tree and their grants rest."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)

from adapters.database.metadata import metadata
from adapters.database.types import Json, UtcDateTime

organisations = Table(
    "organisations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("access_version", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Index("ix_memberships_person_id", "person_id"),
)

scopes = Table(
    "scopes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("parent_id", Uuid),
    Column("inherits", Boolean, nullable=False),
    Column("name", String(200)),
    Column("depth", SmallInteger, nullable=False),
    Column("owner_id", Uuid),
    Column("created_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_scopes_organisation_id_kind_id", "organisation_id", "kind", "id"),
    Index("ix_scopes_parent_id", "parent_id"),
    Index(  # whether a search has to be told what is hidden
        "ix_scopes_restricted",
        "organisation_id",
        "kind",
        sqlite_where=text("NOT inherits"),
        postgresql_where=text("NOT inherits"),
    ),
)

scope_paths = Table(  # every scope with each that stands above it, itself at distance 0
    "scope_paths",
    metadata,
    Column("descendant", Uuid, primary_key=True),
    Column("ancestor", Uuid, primary_key=True),
    Column("distance", SmallInteger, nullable=False),
    Column("open", Boolean, nullable=False),  # nothing from below the ancestor on is restricted
    Index("ix_scope_paths_ancestor_descendant", "ancestor", "descendant"),
    sqlite_with_rowid=False,
)

grants = Table(
    "grants",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("scope_id", Uuid, nullable=False),
    Column("subject_kind", String(20), nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("expires_at", UtcDateTime),
    Column("given_by", Uuid, nullable=False),
    Column("through", Uuid),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("scope_id", "subject_id", "reason"),
    Index("ix_grants_subject_id_reason_scope_id", "subject_id", "reason", "scope_id"),
    Index("ix_grants_through", "through"),
    Index(
        "ix_grants_groups",
        "scope_id",
        sqlite_where=text("subject_kind IN ('department', 'organisation')"),
        postgresql_where=text("subject_kind IN ('department', 'organisation')"),
    ),
)

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("chain", Uuid, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor_id", Uuid),
    Column("action", String(60), nullable=False),
    Column("target", Uuid, nullable=False),
    Column("facts", Json, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
