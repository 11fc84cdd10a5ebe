"""Performance files of campaigns, their rows, and what was quarantined."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
CLAIMING = sa.text("state IN ('received', 'loading', 'published')")


def upgrade() -> None:
    op.create_table(
        "performance_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("declared", JSON, nullable=False),
        sa.Column("dialect", JSON, nullable=True),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("max_errors", sa.String(length=20), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("read", sa.BigInteger(), nullable=False),
        sa.Column("loaded", sa.BigInteger(), nullable=False),
        sa.Column("quarantined", sa.BigInteger(), nullable=False),
        sa.Column("by_reason", JSON, nullable=False),
        sa.Column("failure_code", sa.String(length=40), nullable=True),
        sa.Column("failure_detail", sa.Text(), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance_files")),
    )
    op.create_index(
        "ix_performance_files_organisation", "performance_files", ["organisation_id", "id"]
    )
    op.create_index(
        "uq_performance_files_digest",
        "performance_files",
        ["organisation_id", "digest"],
        unique=True,
        postgresql_where=CLAIMING,
        sqlite_where=CLAIMING,
    )
    _parts_and_chunks()
    _rows()
    _quarantine()


def _parts_and_chunks() -> None:
    op.create_table(
        "performance_parts",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "number", name=op.f("pk_performance_parts")),
    )
    op.create_table(
        "performance_chunks",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("end", sa.BigInteger(), nullable=False),
        sa.Column("loaded", sa.BigInteger(), nullable=False),
        sa.Column("quarantined", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "number", name=op.f("pk_performance_chunks")),
    )


def _rows() -> None:
    op.create_table(
        "performance_rows",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("influencer_id", sa.String(length=100), nullable=False),
        sa.Column("likes", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "row", name=op.f("pk_performance_rows")),
    )


def _quarantine() -> None:
    op.create_table(
        "performance_quarantine",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "row", name=op.f("pk_performance_quarantine")),
    )
    op.create_index(
        "ix_performance_quarantine_reason", "performance_quarantine", ["file_id", "reason", "row"]
    )
    op.create_table(
        "performance_replays",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("given", JSON, nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance_replays")),
    )
    op.create_index("ix_performance_replays_row", "performance_replays", ["file_id", "row", "id"])


def downgrade() -> None:
    op.drop_index("ix_performance_replays_row", table_name="performance_replays")
    op.drop_table("performance_replays")
    op.drop_index("ix_performance_quarantine_reason", table_name="performance_quarantine")
    op.drop_table("performance_quarantine")
    op.drop_table("performance_rows")
    op.drop_table("performance_chunks")
    op.drop_table("performance_parts")
    op.drop_index("uq_performance_files_digest", table_name="performance_files")
    op.drop_index("ix_performance_files_organisation", table_name="performance_files")
    op.drop_table("performance_files")
