"""How far each market was heard, and what the exchange says of it."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    heard = sa.Column("heard", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("tick_spans", heard)
    op.add_column("tick_markets", sa.Column("status", sa.String(length=40), nullable=True))
    op.add_column("tick_markets", sa.Column("tick_size", sa.BigInteger(), nullable=True))
    op.add_column("tick_markets", sa.Column("told_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for column in ("told_at", "tick_size", "status"):
        op.drop_column("tick_markets", column)
    op.drop_column("tick_spans", "heard")
