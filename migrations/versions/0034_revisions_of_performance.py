"""Days of performance: what tells one may be revised."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLE, INDEX = "performance_rows", "ix_performance_rows_fact"
DATED = sa.text("day IS NOT NULL")


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("day", sa.Integer(), nullable=True))
    columns = ["organisation_id", "campaign_id", "influencer_id", "day"]
    op.create_index(INDEX, TABLE, columns, postgresql_where=DATED, sqlite_where=DATED)


def downgrade() -> None:
    op.drop_index(INDEX, TABLE)
    op.drop_column(TABLE, "day")
