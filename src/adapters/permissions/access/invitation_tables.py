"""Where invitations rest; their tokens are derived and kept nowhere."""

from sqlalchemy import Column, Index, String, Table, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

invitations = Table(
    "invitations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("email", String(254), nullable=False),
    Column("role", String(20), nullable=False),
    Column("department_id", Uuid),
    Column("invited_by", Uuid, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index(
        "ix_invitations_organisation_id_department_id_id", "organisation_id", "department_id", "id"
    ),
)
