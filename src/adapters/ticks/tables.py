"""Where markets, trades and what is made of them are kept.

A trade's row is as small as SQLite can make it (ADR 29): `packing` says what stands in it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
)

from adapters.database.metadata import metadata
from adapters.database.types import Position, UtcDateTime

tick_markets = Table(
    "tick_markets",
    metadata,
    Column("id", Position, primary_key=True),
    Column("symbol", String(20), nullable=False),
    Column("feed", String(20), nullable=False),
    Column("holder", String(200)),
    Column("leads_until", BigInteger, nullable=False, server_default="0"),
    Column("fence", BigInteger, nullable=False, server_default="0"),
    Column("forgotten", BigInteger, nullable=False, server_default="-1"),  # up to this id
    Column("status", String(40)),  # as the exchange says
    Column("tick_size", BigInteger),  # the step of prices, in 10^-8
    Column("told_at", BigInteger),
    Column("corrected_at", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("symbol", "feed"),
)
tick_trades = Table(
    "tick_trades",
    metadata,
    Column("key", Position, primary_key=True, autoincrement=False),
    Column("time", BigInteger, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("ahead", BigInteger, nullable=False),  # the first trade's id, beyond this one's
    Column("told", BigInteger, nullable=False),
    Column("delay", BigInteger, nullable=False),  # received so long after its time
)
tick_bases = Table(  # what the rows of so many ids beside each other are told from
    "tick_bases",
    metadata,
    Column("key", Position, primary_key=True, autoincrement=False),  # a trade's >> 10
    Column("time", BigInteger, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("ahead", BigInteger, nullable=False),
    Column("delay", BigInteger, nullable=False),
)
tick_seconds = Table(  # the last trade of each second that has one
    "tick_seconds",
    metadata,
    Column("market", Integer, primary_key=True, autoincrement=False),
    Column("second", BigInteger, primary_key=True, autoincrement=False),
    Column("micros", Integer, nullable=False),
    Column("id", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
tick_minutes = Table(  # prices in 10^-8; volume is `volume_whole` and `volume_part` 10^-8
    "tick_minutes",
    metadata,
    Column("market", Integer, primary_key=True, autoincrement=False),
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("open", BigInteger, nullable=False),
    Column("high", BigInteger, nullable=False),
    Column("low", BigInteger, nullable=False),
    Column("close", BigInteger, nullable=False),
    Column("volume_whole", BigInteger, nullable=False),
    Column("volume_part", BigInteger, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("trades", BigInteger, nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("opened_id", BigInteger, nullable=False),
    Column("closed", BigInteger, nullable=False),
    Column("closed_id", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
tick_hours = Table(  # the same minutes, an hour in one value: `sql_hours` says how
    "tick_hours",
    metadata,
    Column("key", Position, primary_key=True, autoincrement=False),  # as a trade's, by the hour
    Column("minutes", LargeBinary, nullable=False),
)
tick_spans = Table(  # ids that are held without a hole between them
    "tick_spans",
    metadata,
    Column("market", Integer, primary_key=True, autoincrement=False),
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    Column("first_trade", BigInteger, nullable=False),
    Column("last_trade", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("heard", BigInteger, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
tick_backfills = Table(
    "tick_backfills",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("market", Integer, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("first", BigInteger),
    Column("last", BigInteger),
    Column("since", BigInteger),
    Column("until", BigInteger),
    Column("settled", Boolean, nullable=False, server_default=false()),
    Index("ix_tick_backfills_market", "market", "settled"),
)
tick_absent = Table(  # ids that the exchange has not
    "tick_absent",
    metadata,
    Column("market", Integer, primary_key=True, autoincrement=False),
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
tick_incidents = Table(
    "tick_incidents",
    metadata,
    Column("number", Position, primary_key=True),
    Column("market", Integer),
    Column("what", String(40), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("detail", Text, nullable=False),
    Column("first", BigInteger),
    Column("last", BigInteger),
    Column("raw", LargeBinary, nullable=False),  # its first bytes; `size` says how many it had
    Column("size", BigInteger, nullable=False),
    Index("ix_tick_incidents_market", "market", "number"),
    Index("ix_tick_incidents_at", "at"),
)
tick_audits = Table(  # a bit for each minute, the day's first is the lowest of the first byte
    "tick_audits",
    metadata,
    Column("market", Integer, primary_key=True, autoincrement=False),
    Column("day", BigInteger, primary_key=True, autoincrement=False),
    Column("agreed", LargeBinary, nullable=False),
    Column("differing", LargeBinary, nullable=False),
)
