"""Where customers, interactions and products rest."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    false,
)

from adapters.database.metadata import metadata
from adapters.database.types import UtcDateTime

insight_customers = Table(
    "insight_customers",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("occupation", String(200)),
    Column("type", String(200)),
    Column("import_id", Uuid, nullable=False),
    Column("opted_out", Boolean, nullable=False, server_default=false()),
    Index("ix_insight_customers_import_id", "import_id"),
)

insight_topics = Table(
    "insight_topics",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("name", String(200), nullable=False),
    UniqueConstraint("organisation_id", "name"),
)

insight_sentiments = Table(
    "insight_sentiments",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("name", String(200), nullable=False),
    UniqueConstraint("organisation_id", "name"),
)

insight_interactions = Table(  # `content` is a digest of what the row says: it is held once
    "insight_interactions",
    metadata,
    Column("organisation_id", Uuid, nullable=False),
    Column("id", Uuid, primary_key=True),
    Column("started_at", UtcDateTime, nullable=False),
    Column("month", String(7), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("topic_id", Uuid),
    Column("sentiment_id", Uuid),
    Column("content", LargeBinary(16), nullable=False),
    Column("import_id", Uuid, nullable=False),
    Column("row", Integer, nullable=False),
    UniqueConstraint("organisation_id", "content"),
    Index("ix_insight_interactions_import_id", "import_id"),
)

insight_interaction_customers = Table(
    "insight_interaction_customers",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("customer_id", Integer, primary_key=True, autoincrement=False),
    Column("started_at", UtcDateTime, primary_key=True),
    Column("interaction_id", Uuid, primary_key=True),
    Index("ix_insight_interaction_customers_interaction_id", "interaction_id"),
)

insight_products = Table(  # what was discussed in a month, written 2020-02
    "insight_products",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("product", String(200), nullable=False),
    Column("import_id", Uuid, nullable=False),
    Index("ix_insight_products_import_id", "import_id"),
)

insight_snapshots = Table(  # what was derived from a smaller number is stale
    "insight_snapshots",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
