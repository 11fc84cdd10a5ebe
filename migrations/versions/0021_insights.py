"""Customers, interactions and products, and the imports that they come by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    _facts()
    _interactions()
    _imports()
    _ledger()


def _facts() -> None:
    op.create_table(
        "insight_customers",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("occupation", sa.String(length=200), nullable=True),
        sa.Column("type", sa.String(length=200), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_insight_customers")),
    )
    op.create_table(
        "insight_products",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("product", sa.String(length=200), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "month", name=op.f("pk_insight_products")),
    )
    for one in ("insight_customers", "insight_products"):
        op.create_index(f"ix_{one}_import_id", one, ["import_id"])
    op.create_table(
        "insight_snapshots",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_insight_snapshots")),
    )


def _interactions() -> None:
    for one in ("insight_topics", "insight_sentiments"):
        op.create_table(
            one,
            sa.Column("organisation_id", sa.Uuid(), nullable=False),
            sa.Column("id", sa.Uuid(), nullable=False),
            sa.Column("name", sa.String(length=200), nullable=False),
            sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{one}")),
            sa.UniqueConstraint(
                "organisation_id", "name", name=op.f(f"uq_{one}_organisation_id_name")
            ),
        )
    op.create_table(
        "insight_interactions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("channel", sa.String(length=200), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=True),
        sa.Column("sentiment_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight_interactions")),
        sa.UniqueConstraint(
            "organisation_id",
            "content",
            name=op.f("uq_insight_interactions_organisation_id_content"),
        ),
    )
    op.create_index("ix_insight_interactions_import_id", "insight_interactions", ["import_id"])
    op.create_table(
        "insight_interaction_customers",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("interaction_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "customer_id",
            "started_at",
            "interaction_id",
            name=op.f("pk_insight_interaction_customers"),
        ),
    )
    op.create_index(
        "ix_insight_interaction_customers_interaction_id",
        "insight_interaction_customers",
        ["interaction_id"],
    )


def _imports() -> None:
    op.create_table(
        "insight_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked", JSON, nullable=False),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("loaded", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("applied_at", MOMENT, nullable=True),
        sa.Column("reversed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight_imports")),
    )
    for one in ("id", "digest"):
        name = f"ix_insight_imports_organisation_id_{one}"
        op.create_index(name, "insight_imports", ["organisation_id", one])
    op.create_table(
        "insight_import_contents",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_insight_import_contents")),
    )
    op.create_table(
        "insight_import_bases",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("base_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "base_id", name=op.f("pk_insight_import_bases")),
    )
    op.create_index("ix_insight_import_bases_base_id", "insight_import_bases", ["base_id"])


def _ledger() -> None:
    op.create_table(
        "insight_changes",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.String(length=255), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=255), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_insight_changes")),
    )
    op.create_table(
        "insight_refused_rows",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.String(length=255), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=255), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_insight_refused_rows")),
    )
    op.create_table(
        "insight_befores",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("row", JSON, nullable=True),
        sa.PrimaryKeyConstraint("import_id", "kind", "key", name=op.f("pk_insight_befores")),
    )


TABLES = """insight_befores insight_refused_rows insight_changes insight_import_bases
insight_import_contents insight_imports insight_interaction_customers insight_interactions
insight_sentiments insight_topics insight_snapshots insight_products insight_customers""".split()


def downgrade() -> None:
    for one in TABLES:
        op.drop_table(one)
