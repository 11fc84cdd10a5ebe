"""Where performance files and their rows are kept."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text, Uuid
from sqlalchemy import text as sql

from adapters.database.metadata import metadata
from adapters.database.types import Json, UtcDateTime

DATED = "day IS NOT NULL"
CLAIMING = "state IN ('received', 'loading', 'published')"

performance_files = Table(
    "performance_files",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("sent_by", Uuid, nullable=False),
    Column("name", String(255), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("declared", Json, nullable=False),  # what was said of the dialect
    Column("dialect", Json),  # what the file was read with, once that is proven
    Column("rules", Integer, nullable=False),
    Column("max_errors", String(20), nullable=False),
    Column("position", BigInteger, nullable=False),  # bytes that are seen to
    Column("chunks", Integer, nullable=False),
    Column("read", BigInteger, nullable=False),
    Column("loaded", BigInteger, nullable=False),
    Column("quarantined", BigInteger, nullable=False),
    Column("by_reason", Json, nullable=False),
    Column("failure_code", String(40)),
    Column("failure_detail", Text),
    Column("received_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("withdrawn_at", UtcDateTime),
    Column("withdrawn_by", Uuid),
    Column("version", Integer, nullable=False, server_default="1"),
    Index("ix_performance_files_organisation", "organisation_id", "id"),
    Index(
        "uq_performance_files_digest",
        "organisation_id",
        "digest",
        unique=True,
        postgresql_where=sql(CLAIMING),
        sqlite_where=sql(CLAIMING),
    ),
)
performance_parts = Table(  # the bytes as they came, until the file is settled
    "performance_parts",
    metadata,
    Column("file_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("bytes", LargeBinary, nullable=False),
)
performance_chunks = Table(  # the ledger: what each stretch of bytes came to
    "performance_chunks",
    metadata,
    Column("file_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("loaded", BigInteger, nullable=False),
    Column("quarantined", BigInteger, nullable=False),
)
performance_rows = Table(  # a row counts while its file is `published`
    "performance_rows",
    metadata,
    Column("file_id", Uuid, primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("campaign_id", Integer, nullable=False),
    Column("influencer_id", String(100), nullable=False),
    Column("likes", Integer, nullable=False),
    Column("comments", Integer, nullable=False),
    Column("shares", Integer, nullable=False),
    Column("views", Integer, nullable=False),
    Column("rate", BigInteger, nullable=False),  # see domain.campaigns.rate
    Column("day", Integer),  # from 1 January of year 1, which is 1; what has one may be revised
    Index(
        "ix_performance_rows_fact",
        "organisation_id",
        "campaign_id",
        "influencer_id",
        "day",
        postgresql_where=sql(DATED),
        sqlite_where=sql(DATED),
    ),
)
performance_columns = Table(  # of large files, once a ranking has read their rows
    "performance_columns",
    metadata,
    Column("file_id", Uuid, primary_key=True),
    Column("name", String(20), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("rows", Integer, nullable=False),
    Column("told", LargeBinary, nullable=False),
)
performance_quarantine = Table(
    "performance_quarantine",
    metadata,
    Column("file_id", Uuid, primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("raw", LargeBinary, nullable=False),  # its first bytes; `size` says how many it has
    Column("reason", String(40), nullable=False),
    Column("field", String(40)),
    Column("state", String(20), nullable=False),
    Index("ix_performance_quarantine_reason", "file_id", "reason", "row"),
)
performance_replays = Table(  # each attempt to mend a row, and what it came to
    "performance_replays",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, nullable=False),
    Column("row", Integer, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("sent_by", Uuid, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("given", Json, nullable=False),
    Column("rules", Integer, nullable=False),
    Column("reason", String(40)),  # why it was refused; null when it was published
    Column("field", String(40)),
    Index("ix_performance_replays_row", "file_id", "row", "id"),
)
