"""Where documents rest."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
)

from adapters.database.metadata import metadata
from adapters.database.types import Json, UtcDateTime

documents = Table(
    "documents",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("title", String(200), nullable=False),
    Column("media_type", String(80), nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("failure_code", String(40)),
    Column("failure_detail", Text),
    Column("pages", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("index_version", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
    Column("known_to", Json, nullable=False, server_default="[]"),
    Column("revision", Integer, nullable=False),
    Column("last_version", Integer, nullable=False),
    Column("replacement", Json),
    Column("purged_at", UtcDateTime),
    Index("ix_documents_organisation_id_id", "organisation_id", "id"),
)

document_digests = Table(  # which bytes each document stands for: shown, or about to be
    "document_digests",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("document_id", Uuid, ForeignKey(documents.c.id), primary_key=True, index=True),
)

document_replacements = Table(  # how often a version took another's place
    "document_replacements",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("count", Integer, nullable=False),
)

document_contents = Table(
    "document_contents",
    metadata,
    Column("document_id", Uuid, ForeignKey(documents.c.id), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

document_pages = Table(
    "document_pages",
    metadata,
    Column("document_id", Uuid, ForeignKey(documents.c.id), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("document_id", Uuid, ForeignKey(documents.c.id), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("cut", String(40), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
