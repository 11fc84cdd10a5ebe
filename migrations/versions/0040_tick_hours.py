"""The minutes of each hour as one value, beside their rows."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from struct import Struct
from typing import Any

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
    " FROM tick_minutes WHERE market = :market AND start >= :start ORDER BY start LIMIT :many"
)
MARKETS = sa.text("SELECT DISTINCT market FROM tick_minutes ORDER BY market")
NUMBERS = Struct("<8q")
MINUTE = 60_000_000
HOUR = 60 * MINUTE
AT_ONCE = 60 * 100
"""Minutes that are held in memory: of a hundred hours, where none is missing."""


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
    for market in connection.scalars(MARKETS).all():
        for rows in _whole_hours(connection, market):
            connection.execute(HOURS.insert(), _hours(rows))


def _whole_hours(connection: sa.Connection, market: int) -> Iterator[Sequence[sa.Row[Any]]]:
    """Yield the market's minutes some at a time, those of one hour together."""
    start = -(1 << 62)
    while True:
        asked = {"market": market, "start": start, "many": AT_ONCE}
        rows = connection.execute(MINUTES, asked).all()
        if len(rows) < AT_ONCE:
            break
        start = rows[-1].start // HOUR * HOUR
        yield [row for row in rows if row.start < start]
    if rows:
        yield rows


def _hours(rows: Sequence[sa.Row[Any]]) -> list[dict[str, Any]]:
    made = []
    for key, of_hour in groupby(rows, lambda row: (row.market << 40) + row.start // HOUR):
        value = bytearray(60 * NUMBERS.size)
        for row in of_hour:
            NUMBERS.pack_into(value, row.start % HOUR // MINUTE * NUMBERS.size, *row[2:])
        made.append({"key": key, "minutes": bytes(value)})
    return made


def downgrade() -> None:
    op.drop_table(TABLE)
