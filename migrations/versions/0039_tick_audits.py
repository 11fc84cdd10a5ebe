"""Which minutes of markets were audited, and incidents by their age."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tick_audits",
        sa.Column("market", sa.Integer(), nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("agreed", sa.LargeBinary(), nullable=False),
        sa.Column("differing", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("market", "day", name=op.f("pk_tick_audits")),
    )
    op.create_index("ix_tick_incidents_at", "tick_incidents", ["at"])


def downgrade() -> None:
    op.drop_index("ix_tick_incidents_at", table_name="tick_incidents")
    op.drop_table("tick_audits")
