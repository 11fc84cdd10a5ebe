"""Where programs and the codes for them rest: never a secret, and never a code itself."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

oauth_clients = Table(
    "oauth_clients",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("name", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("scope", String(10), nullable=False),
    Column("redirect_uris", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("digest", String(64)),
    Column("epoch", Integer, nullable=False),
    Index("ix_oauth_clients_organisation_id_id", "organisation_id", "id"),
)
authorization_codes = Table(
    "authorization_codes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("client_id", Uuid, ForeignKey("oauth_clients.id", ondelete="CASCADE"), nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("scope", String(10), nullable=False),
    Column("user_id", Uuid, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("own_session_id", Uuid, nullable=False),
    Column("redirect_uri", Text, nullable=False),
    Column("challenge", String(43), nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("session_id", Uuid),
    Index("ix_authorization_codes_client_id", "client_id"),
    Index("ix_authorization_codes_issued_at", "issued_at"),
)
