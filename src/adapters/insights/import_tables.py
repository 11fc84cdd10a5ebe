"""Where imports rest: their files, what was changed on the way in, and what it takes to undo."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text, Uuid

from adapters.database.metadata import metadata
from adapters.database.types import Json, UtcDateTime

insight_imports = Table(
    "insight_imports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("name", String(255), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("asked", Json, nullable=False),
    Column("plan", Json, nullable=False),
    Column("read", Integer, nullable=False),
    Column("loaded", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("snapshot", Integer),
    Column("created_at", UtcDateTime, nullable=False),
    Column("applied_at", UtcDateTime),
    Column("reversed_at", UtcDateTime),
    Index("ix_insight_imports_organisation_id_id", "organisation_id", "id"),
    Index("ix_insight_imports_organisation_id_digest", "organisation_id", "digest"),
)

insight_import_contents = Table(
    "insight_import_contents",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

insight_import_bases = Table(  # rows of the base were replaced, or found held already
    "insight_import_bases",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("base_id", Uuid, primary_key=True, index=True),
)

insight_changes = Table(  # the ledger: each cell that is held otherwise than it was written
    "insight_changes",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sheet", String(255), nullable=False),
    Column("row", Integer, nullable=False),
    Column("column", String(255), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("rule", String(60), nullable=False),
    Column("version", Integer, nullable=False),
)

insight_refused_rows = Table(
    "insight_refused_rows",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sheet", String(255), nullable=False),
    Column("row", Integer, nullable=False),
    Column("column", String(255), nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("detail", Text, nullable=False),
)

insight_plan_pages = Table(  # what the plan of a large file would change and refuse
    "insight_plan_pages",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("last", Integer, primary_key=True, autoincrement=False),  # the number of its last line
    Column("lines", LargeBinary, nullable=False),  # see adapters.insights.plan_pages
)

insight_befores = Table(  # what an import replaced; NULL where there was nothing
    "insight_befores",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("key", String(40), primary_key=True),
    Column("row", Json),
)
