"""What exchanges have not, what went wrong, and prices that can be read in SQL."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tick_absent",
        sa.Column("market", sa.Integer(), nullable=False),
        sa.Column("first", NUMBER, nullable=False),
        sa.Column("last", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("market", "first", name=op.f("pk_tick_absent")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tick_incidents",
        sa.Column("number", POSITION, nullable=False),
        sa.Column("market", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("first", NUMBER, nullable=True),
        sa.Column("last", NUMBER, nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_tick_incidents")),
    )
    op.create_index("ix_tick_incidents_market", "tick_incidents", ["market", "number"])


def downgrade() -> None:
    op.drop_index("ix_tick_incidents_market", table_name="tick_incidents")
    op.drop_table("tick_incidents")
    op.drop_table("tick_absent")
