"""Sources of events, the rates at which they may come, and the schemas of their types."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "event_sources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("event_type", sa.String(length=255), nullable=True),
        sa.Column("per_second", sa.Integer(), nullable=True),
        sa.Column("burst", sa.Integer(), nullable=True),
        sa.Column("public_keys", JSON, nullable=False),
        sa.Column("secrets", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_sources")),
    )
    there = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_event_sources_name",
        "event_sources",
        ["organisation_id", "name"],
        unique=True,
        postgresql_where=there,
        sqlite_where=there,
    )
    op.create_table(
        "event_buckets",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("level", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "name", name=op.f("pk_event_buckets")),
    )
    op.create_table(
        "event_schemas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("schema", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("compatibility", sa.String(length=20), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_schemas")),
        sa.UniqueConstraint("organisation_id", "type", "version", name="uq_event_schemas_version"),
    )


def downgrade() -> None:
    op.drop_table("event_schemas")
    op.drop_table("event_buckets")
    op.drop_index("uq_event_sources_name", table_name="event_sources")
    op.drop_table("event_sources")
