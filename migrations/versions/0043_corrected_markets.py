"""When something was learnt of a market last that lies before its newest trade."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    corrected = sa.Column("corrected_at", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("tick_markets", corrected)


def downgrade() -> None:
    op.drop_column("tick_markets", "corrected_at")
