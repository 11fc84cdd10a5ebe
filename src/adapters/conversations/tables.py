"""Where conversations rest."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
)

from adapters.database.metadata import metadata
from adapters.database.types import Json, UtcDateTime

conversations = Table(
    "conversations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("title", String(200), nullable=False),
    Column("document_ids", Json, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("archived", Boolean, nullable=False, server_default=false()),
    Index("ix_conversations_organisation_id_owner_id_id", "organisation_id", "owner_id", "id"),
)


def _conversation_id() -> Column[object]:
    owner = ForeignKey(conversations.c.id, ondelete="CASCADE")
    return Column("conversation_id", Uuid, owner, nullable=False)


messages = Table(
    "messages",
    metadata,
    Column("id", Uuid, primary_key=True),
    _conversation_id(),
    Column("organisation_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("role", String(20), nullable=False),
    Column("content", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("in_reply_to", Uuid),
    Column("answer_status", String(20)),
    Column("retrieval", Json),
    Column("model", String(120)),
    Column("asking", Json),
    Column("trimmed", Json),
    Column("usage", Json),
    UniqueConstraint("conversation_id", "position"),
)

citations = Table(
    "citations",
    metadata,
    Column("message_id", Uuid, ForeignKey(messages.c.id, ondelete="CASCADE"), primary_key=True),
    Column("marker", Integer, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("document_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", String(200), nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("ix_citations_organisation_id_document_id", "organisation_id", "document_id"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("message_id", Uuid, ForeignKey(messages.c.id, ondelete="CASCADE"), primary_key=True),
    Column("user_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("rating", String(10), nullable=False),
    Column("reason", Text),
    Column("given_at", UtcDateTime, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    _conversation_id(),
    Column("question_id", Uuid, nullable=False, unique=True),
    Column("answer_id", Uuid, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("asked_as", String(10), nullable=False),
    Column("asked_at_most", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_runs_conversation_id", "conversation_id"),
    Index(
        "uq_runs_running",  # one answer at a time is written in a conversation
        "conversation_id",
        unique=True,
        sqlite_where=text("state = 'running'"),
        postgresql_where=text("state = 'running'"),
    ),
)

run_events = Table(
    "run_events",
    metadata,
    Column("run_id", Uuid, ForeignKey(runs.c.id, ondelete="CASCADE"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("data", Json, nullable=False),
)
