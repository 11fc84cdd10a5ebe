"""Bytes are claimed by documents, whoever owns these: several may stand for the same."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

OWNERS = """
UPDATE document_digests SET owner_id = (
    SELECT documents.owner_id FROM documents WHERE documents.id = document_digests.document_id
)
"""
DOUBLES = """
DELETE FROM document_digests WHERE EXISTS (
    SELECT 1 FROM document_digests AS earlier
    WHERE earlier.organisation_id = document_digests.organisation_id
    AND earlier.digest = document_digests.digest
    AND earlier.owner_id = document_digests.owner_id
    AND earlier.document_id < document_digests.document_id
)
"""
"""An owner's later documents with the same bytes stay; only they are not found by their bytes."""


def upgrade() -> None:
    with op.batch_alter_table("document_digests") as table:
        table.drop_constraint("pk_document_digests", type_="primary")
        table.create_primary_key(
            "pk_document_digests", ["organisation_id", "digest", "document_id"]
        )
        table.drop_column("owner_id")


def downgrade() -> None:
    with op.batch_alter_table("document_digests") as table:
        table.add_column(sa.Column("owner_id", sa.Uuid))
    op.execute(OWNERS)
    op.execute(DOUBLES)
    with op.batch_alter_table("document_digests") as table:
        table.alter_column("owner_id", nullable=False)
        table.drop_constraint("pk_document_digests", type_="primary")
        table.create_primary_key("pk_document_digests", ["organisation_id", "digest", "owner_id"])
