"""Answers are asked for by somebody, and bytes are claimed by their owner."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OWNERS = """
UPDATE document_digests SET owner_id = (
    SELECT documents.owner_id FROM documents WHERE documents.id = document_digests.document_id
)
"""
ASKERS = """
UPDATE runs SET asked_by = (
    SELECT conversations.owner_id FROM conversations WHERE conversations.id = runs.conversation_id
)
"""
DOUBLES = """
DELETE FROM document_digests WHERE EXISTS (
    SELECT 1 FROM document_digests AS earlier
    WHERE earlier.organisation_id = document_digests.organisation_id
    AND earlier.digest = document_digests.digest
    AND earlier.document_id < document_digests.document_id
)
"""


def upgrade() -> None:
    with op.batch_alter_table("document_digests") as table:
        table.add_column(sa.Column("owner_id", sa.Uuid))
    op.execute(OWNERS)
    with op.batch_alter_table("document_digests") as table:
        table.alter_column("owner_id", nullable=False)
        table.drop_constraint("pk_document_digests", type_="primary")
        table.create_primary_key("pk_document_digests", ["organisation_id", "digest", "owner_id"])
    with op.batch_alter_table("runs") as table:
        table.add_column(sa.Column("asked_by", sa.Uuid))
        table.add_column(sa.Column("asked_as", sa.String(10), server_default="person"))
        table.add_column(sa.Column("asked_at_most", sa.Integer, server_default="4"))
    op.execute(ASKERS)
    with op.batch_alter_table("runs") as table:
        table.alter_column("asked_by", nullable=False)
        table.alter_column("asked_as", nullable=False, server_default=None)
        table.alter_column("asked_at_most", nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("runs") as table:
        for column in ("asked_by", "asked_as", "asked_at_most"):
            table.drop_column(column)
    op.execute(DOUBLES)
    with op.batch_alter_table("document_digests") as table:
        table.drop_constraint("pk_document_digests", type_="primary")
        table.create_primary_key("pk_document_digests", ["organisation_id", "digest"])
        table.drop_column("owner_id")
