"""The minutes of each hour as one value, beside their rows."""

from itertools import groupby
from struct import Struct

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

TABLE = "tick_hours"
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HOURS = sa.table(TABLE, sa.column("key", POSITION), sa.column("minutes", sa.LargeBinary))
MINUTES = sa.text(
    "SELECT market, start, open, high, low, close, volume_whole, volume_part, count, trades"
    " FROM tick_minutes ORDER BY market, start"
)
NUMBERS = Struct("<8q")
MINUTE = 60_000_000
HOUR = 60 * MINUTE


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("key", POSITION, autoincrement=False, nullable=False),
        sa.Column("minutes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tick_hours")),
    )
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":  # neither compressed nor put elsewhere
        op.execute(f"ALTER TABLE {TABLE} ALTER COLUMN minutes SET STORAGE PLAIN")
    rows = connection.execute(MINUTES).fetchall()
    for key, of_hour in groupby(rows, lambda row: (row.market << 40) + row.start // HOUR):
        value = bytearray(60 * NUMBERS.size)
        for row in of_hour:
            NUMBERS.pack_into(value, row.start % HOUR // MINUTE * NUMBERS.size, *row[2:])
        connection.execute(HOURS.insert().values(key=key, minutes=bytes(value)))


def downgrade() -> None:
    op.drop_table(TABLE)
