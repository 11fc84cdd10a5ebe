"""Where events and the keys that seal them are kept."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from adapters.database.metadata import metadata
from adapters.database.types import Json, Position, UtcDateTime


def _entry_columns() -> list[Column[object]]:
    return [
        Column("position", Position, primary_key=True, autoincrement=True),
        Column("id", Uuid, nullable=False),
        Column("organisation_id", Uuid, nullable=False),
        Column("told_by", Uuid, nullable=False),
        Column("source", String(255), nullable=False),
        Column("external_id", String(255), nullable=False),
        Column("type", String(255), nullable=False),
        Column("lane", String(32), nullable=False),
        Column("digest", LargeBinary, nullable=False),
        Column("key_id", Uuid, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Column("occurred_at", UtcDateTime, nullable=False),
        Column("received_at", UtcDateTime, nullable=False),
        Column("late", Boolean, nullable=False),
        Column("sequence", BigInteger),
        Column("traceparent", String(200)),
    ]


events = Table(
    "events",
    metadata,
    *_entry_columns(),
    UniqueConstraint("organisation_id", "source", "external_id", name="uq_events_told_id"),
    Index("ix_events_history", "organisation_id", "received_at", "position"),
)
event_quarantine = Table(
    "event_quarantine",
    metadata,
    *_entry_columns(),
    Column("reason", String(40), nullable=False),
    Index("ix_event_quarantine_told_id", "organisation_id", "source", "external_id", "digest"),
    Index("ix_event_quarantine_history", "organisation_id", "received_at", "position"),
)
subject_keys = Table(
    "subject_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("subject", String(32), nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    UniqueConstraint("organisation_id", "subject", name="uq_subject_keys_subject"),
)
event_relays = Table(
    "event_relays",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
)
"""Everything in the journal up to `position`, and after the row before, was published `at`."""
event_marks = Table(
    "event_marks",
    metadata,
    Column("consumer", String(40), primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
)
event_backlog = Table(
    "event_backlog",
    metadata,
    Column("consumer", String(40), primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False, unique=True),
    Column("event_id", Uuid, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("source", String(255), nullable=False),
    Column("external_id", String(255), nullable=False),
    Column("type", String(255), nullable=False),
    Column("lane", String(32), nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failures", Json, nullable=False),
    Index("ix_event_backlog_lane", "consumer", "organisation_id", "lane", "position"),
    Index("ix_event_backlog_due_at", "consumer", "state", "due_at"),
    Index("ix_event_backlog_organisation", "organisation_id", "state", "id"),
)
event_tallies = Table(
    "event_tallies",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("organisation_id", Uuid, primary_key=True),
    Column("type", String(255), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("events", BigInteger, nullable=False),
)
event_entities = Table(
    "event_entities",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("lane", String(32), primary_key=True),
    Column("latest", Json),
    Column("waiting", Json, nullable=False),
    Column("due_at", UtcDateTime),
    Column("gaps", Integer, nullable=False),
    Column("stale", Integer, nullable=False),
    Index("ix_event_entities_due_at", "due_at"),
)
event_replays = Table(
    "event_replays",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("consumer", String(40), nullable=False),
    Column("since", UtcDateTime),
    Column("until", UtcDateTime),
    Column("types", Json, nullable=False),
    Column("sources", Json, nullable=False),
    Column("replace", Boolean, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String(20), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("read", BigInteger, nullable=False),
    Column("applied", BigInteger, nullable=False),
    Column("passed", Json, nullable=False),
    Column("forgotten", UtcDateTime),
    Column("own", String(64)),
    Column("live", String(64)),
    Column("replaced", Boolean, nullable=False),
    Column("finished_at", UtcDateTime),
    Index("ix_event_replays_organisation", "organisation_id", "id"),
    Index(
        "uq_event_replays_running",
        "organisation_id",
        "consumer",
        unique=True,
        postgresql_where=text("state = 'running'"),
        sqlite_where=text("state = 'running'"),
    ),
)
event_replay_rows = Table(
    "event_replay_rows",
    metadata,
    Column("replay_id", Uuid, primary_key=True),
    Column("name", String(300), primary_key=True),
    Column("value", Json, nullable=False),
)
"""What a replay has made so far, beside what is live."""
event_horizons = Table(
    "event_horizons",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("received_at", UtcDateTime, nullable=False),
)
"""One row: the last position that the journal forgot, and when what stood there came."""
event_erasures = Table(
    "event_erasures",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("subject", String(32), nullable=False),
    Column("key_id", Uuid),
    Column("asked_by", Uuid, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
)
event_sources = Table(
    "event_sources",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("made_by", Uuid, nullable=False),
    Column("name", String(255), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("event_type", String(255)),
    Column("per_second", Integer),
    Column("burst", Integer),
    Column("public_keys", Json, nullable=False),
    Column("secrets", Json, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    Index(
        "uq_event_sources_name",
        "organisation_id",
        "name",
        unique=True,
        postgresql_where=text("removed_at IS NULL"),
        sqlite_where=text("removed_at IS NULL"),
    ),
)
event_buckets = Table(
    "event_buckets",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("level", BigInteger, nullable=False),
)
"""When each bucket will be full again, in nanoseconds since 1970."""
event_schemas = Table(
    "event_schemas",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("type", String(255), nullable=False),
    Column("version", Integer, nullable=False),
    Column("schema", Text, nullable=False),
    Column("mode", String(20), nullable=False),
    Column("compatibility", String(20), nullable=False),
    Column("made_by", Uuid, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    UniqueConstraint("organisation_id", "type", "version", name="uq_event_schemas_version"),
)
