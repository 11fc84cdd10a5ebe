"""What rows of trades are told from: those that are there stay as they are.

Times were told from 2028-01-01T00:00:00Z, 1,830,297,600,000,000 microseconds since 1970.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBERS = ("time", "price", "ahead", "delay")
AS_THEY_ARE = """
INSERT INTO tick_bases (key, time, price, ahead, delay)
SELECT DISTINCT key >> 10, 1830297600000000, 0, 0, 0 FROM tick_trades
"""
AS_THEY_WERE = """
UPDATE tick_trades
SET time = tick_trades.time + base.time - 1830297600000000,
    price = tick_trades.price + base.price,
    ahead = tick_trades.ahead + base.ahead,
    delay = tick_trades.delay + base.delay
FROM tick_bases AS base
WHERE base.key = tick_trades.key >> 10
"""


def upgrade() -> None:
    _wait_for_collectors()
    op.alter_column("tick_trades", "lag", new_column_name="delay")  # those of before stop here
    op.create_table(
        "tick_bases",
        sa.Column("key", POSITION, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in NUMBERS),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tick_bases")),
    )
    op.execute(AS_THEY_ARE)


def downgrade() -> None:
    _wait_for_collectors()
    op.execute(AS_THEY_WERE)
    op.drop_table("tick_bases")
    op.alter_column("tick_trades", "delay", new_column_name="lag")


def _wait_for_collectors() -> None:
    """Let nobody keep trades meanwhile; on SQLite nobody writes anyway."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("LOCK TABLE tick_markets IN EXCLUSIVE MODE")
