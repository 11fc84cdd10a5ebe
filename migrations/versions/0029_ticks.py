"""Market ticks: markets, trades, the last of each second, minute ranges, and what is held."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0025"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tick_markets",
        sa.Column("id", POSITION, nullable=False),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("feed", sa.String(length=20), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=True),
        sa.Column("leads_until", NUMBER, nullable=False, server_default="0"),
        sa.Column("fence", NUMBER, nullable=False, server_default="0"),
        sa.Column("forgotten", NUMBER, nullable=False, server_default="-1"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tick_markets")),
        sa.UniqueConstraint("symbol", "feed", name=op.f("uq_tick_markets_symbol_feed")),
    )
    op.create_table(
        "tick_trades",
        sa.Column("key", POSITION, autoincrement=False, nullable=False),
        *_numbers("time", "price", "quantity", "ahead", "told", "lag"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tick_trades")),
    )
    _by_market(
        "tick_seconds",
        "second",
        sa.Column("micros", sa.Integer(), nullable=False),
        *_numbers("id"),
    )
    _by_market(
        "tick_minutes",
        "start",
        *_numbers("open", "high", "low", "close", "volume_whole", "volume_part", "count", "trades"),
        *_numbers("opened", "opened_id", "closed", "closed_id"),
    )
    _by_market(
        "tick_spans",
        "first",
        *_numbers("last", "first_trade", "last_trade", "since", "until"),
    )


def downgrade() -> None:
    for table in ("spans", "minutes", "seconds", "trades", "markets"):
        op.drop_table(f"tick_{table}")


def _by_market(name: str, key: str, *columns: "sa.Column[int]") -> None:
    op.create_table(
        name,
        sa.Column("market", sa.Integer(), nullable=False),
        sa.Column(key, NUMBER, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("market", key, name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )


def _numbers(*names: str) -> "list[sa.Column[int]]":
    return [sa.Column(name, NUMBER, nullable=False) for name in names]
