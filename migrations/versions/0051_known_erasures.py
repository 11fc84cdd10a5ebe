"""Who may read what is left of a deleted document: who deleted it, as far as the audit knows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
documents = sa.table(
    "documents",
    sa.column("id", sa.Uuid),
    sa.column("organisation_id", sa.Uuid),
    sa.column("deleted_at"),
    sa.column("known_to", JSON),
)
audit = sa.table(
    "audit_entries",
    sa.column("chain", sa.Uuid),
    sa.column("actor_id", sa.Uuid),
    sa.column("action", sa.String),
    sa.column("target", sa.Uuid),
)


def upgrade() -> None:
    told = sa.Column("known_to", JSON, nullable=False, server_default="[]")
    op.add_column("documents", told)
    connection = op.get_bind()
    removals = sa.select(documents.c.id, audit.c.actor_id).where(
        audit.c.action == "thing.remove",
        audit.c.target == documents.c.id,
        audit.c.chain == documents.c.organisation_id,
        audit.c.actor_id.is_not(None),
        documents.c.deleted_at.is_not(None),
    )
    for document, actor in connection.execute(removals).all():
        own = sa.update(documents).where(documents.c.id == document)
        connection.execute(own.values(known_to=[str(actor)]))


def downgrade() -> None:
    op.drop_column("documents", "known_to")
