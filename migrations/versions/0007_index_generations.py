"""Generations of the index, what they have yet to take in, and golden queries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.add_column(
            sa.Column("index_version", sa.Integer(), nullable=False, server_default="0")
        )
    op.execute("DELETE FROM passages")  # cut and named anew by the first generation
    with op.batch_alter_table("passages") as passages:
        passages.add_column(sa.Column("cut", sa.String(length=40), nullable=False))
    op.create_table(
        "index_generations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("embedder", sa.Text(), nullable=False),
        sa.Column("cut", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("verdict", JSON, nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("forced", sa.Text(), nullable=True),
        sa.Column("engaged", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_generations")),
        sa.UniqueConstraint("number", name=op.f("uq_index_generations_number")),
    )
    for state in ("active", "building"):
        op.create_index(
            f"uq_index_generations_{state}",
            "index_generations",
            ["state"],
            unique=True,
            sqlite_where=sa.text(f"state = '{state}'"),
            postgresql_where=sa.text(f"state = '{state}'"),
        )
    op.create_table(
        "index_gaps",
        sa.Column("generation_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation_id"],
            ["index_generations.id"],
            name=op.f("fk_index_gaps_generation_id_index_generations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("generation_id", "document_id", name=op.f("pk_index_gaps")),
    )
    op.create_table(
        "index_versions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_index_versions")),
    )
    op.create_table(
        "golden_queries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "position", name=op.f("pk_golden_queries")),
    )


def downgrade() -> None:
    for table in ("golden_queries", "index_versions", "index_gaps", "index_generations"):
        op.drop_table(table)
    op.execute("DELETE FROM passages")
    with op.batch_alter_table("passages") as passages:
        passages.drop_column("cut")
    with op.batch_alter_table("documents") as documents:
        documents.drop_column("index_version")
