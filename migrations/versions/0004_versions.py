"""Documents whose content can be replaced: versions, the bytes they stand for, and erasure."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
HELD = "deleted_at IS NULL AND state <> 'failed'"
DIGESTS = "uq_documents_organisation_id_digest"


def upgrade() -> None:
    for name in ("revision", "last_version"):
        column = sa.Column(name, sa.Integer(), nullable=False, server_default="1")
        op.add_column("documents", column)
    op.add_column("documents", sa.Column("replacement", JSON, nullable=True))
    op.add_column("documents", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE documents SET purged_at = updated_at WHERE deleted_at IS NOT NULL"
        " AND id NOT IN (SELECT document_id FROM document_contents)"
    )
    op.drop_index(DIGESTS, table_name="documents")
    op.create_table(
        "document_digests",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_document_digests_document_id_documents"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "digest", name=op.f("pk_document_digests")),
    )
    op.create_index(
        op.f("ix_document_digests_document_id"), "document_digests", ["document_id"], unique=False
    )
    op.execute(
        "INSERT INTO document_digests (organisation_id, digest, document_id)"
        " SELECT organisation_id, digest, id FROM documents"
        " WHERE deleted_at IS NULL AND state <> 'failed'"
    )
    op.create_table(
        "document_replacements",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_document_replacements")),
    )
    _key("document_contents", ["document_id", "version"])
    _key("document_pages", ["document_id", "version", "number"])


def downgrade() -> None:
    """Keep what is shown; replacements that wait are lost."""
    for table in ("document_contents", "document_pages"):
        op.execute(
            f"DELETE FROM {table} WHERE version <> (SELECT version FROM documents"  # noqa: S608 - names of our own
            f" WHERE documents.id = {table}.document_id)"
        )
    _unkey("document_pages", ["document_id", "number"])
    _unkey("document_contents", ["document_id"])
    op.drop_table("document_replacements")
    op.drop_table("document_digests")
    op.create_index(
        DIGESTS,
        "documents",
        ["organisation_id", "digest"],
        unique=True,
        sqlite_where=sa.text(HELD),
        postgresql_where=sa.text(HELD),
    )
    for name in ("purged_at", "replacement", "last_version", "revision"):
        op.drop_column("documents", name)


def _key(table: str, columns: list[str]) -> None:
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch.drop_constraint(f"pk_{table}", type_="primary")
        batch.create_primary_key(f"pk_{table}", columns)


def _unkey(table: str, columns: list[str]) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(f"pk_{table}", type_="primary")
        batch.drop_column("version")
        batch.create_primary_key(f"pk_{table}", columns)
