"""Gaps of index generations count the tries that failed, and the last one's reason."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("index_gaps") as gaps:
        gaps.add_column(sa.Column("tries", sa.Integer, nullable=False, server_default="0"))
        gaps.add_column(sa.Column("failure", sa.Text))


def downgrade() -> None:
    with op.batch_alter_table("index_gaps") as gaps:
        gaps.drop_column("failure")
        gaps.drop_column("tries")
