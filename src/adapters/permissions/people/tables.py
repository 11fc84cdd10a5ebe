"""Where people, their sessions and our signing keys are kept."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

accounts = Table(
    "accounts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(200)),
    Column("password", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("suspended_at", UtcDateTime),
    Column("version", Integer, nullable=False),
)
challenges = Table(
    "challenges",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("purpose", String(20), nullable=False),
    Column("email", String(254), nullable=False),
    Column("name", String(200)),
    Column("password", Text),
    Column("asked_at", UtcDateTime, nullable=False),
    Index("ix_challenges_email_purpose", "email", "purpose"),
    Index("ix_challenges_asked_at", "asked_at"),
)
sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("client", String(200), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("rotated_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("client_id", Uuid, ForeignKey("oauth_clients.id", ondelete="CASCADE")),
    Column("organisation_id", Uuid),
    Column("scope", String(10)),
    Index("ix_sessions_user_id_id", "user_id", "id"),
    Index("ix_sessions_client_id", "client_id"),
)
attempts = Table(
    "attempts",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Index("ix_attempts_ends_at", "ends_at"),
)
signing_keys = Table(
    "signing_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("public", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("signs_from", UtcDateTime, nullable=False),
)
