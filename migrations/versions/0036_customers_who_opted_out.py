"""Customers who do not want to be written to, and how far imports are."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE, PROGRESS = "insight_customers", "insight_import_progress"


def upgrade() -> None:
    """What imports replaced says it too: nobody had opted out, as far as was known."""
    op.add_column(
        TABLE, sa.Column("opted_out", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "UPDATE insight_befores SET row = jsonb_set(row, '{opted_out}', 'false')"
            " WHERE kind = 'customer' AND row IS NOT NULL"
        )
    else:
        op.execute(
            "UPDATE insight_befores SET row = json_set(row, '$.opted_out', json('false'))"
            " WHERE kind = 'customer' AND row IS NOT NULL"
        )

    op.create_table(
        PROGRESS,
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_insight_import_progress")),
    )


def downgrade() -> None:
    op.drop_table(PROGRESS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("UPDATE insight_befores SET row = row - 'opted_out' WHERE kind = 'customer'")
    else:
        op.execute(
            "UPDATE insight_befores SET row = json_remove(row, '$.opted_out')"
            " WHERE kind = 'customer' AND row IS NOT NULL"
        )
    op.drop_column(TABLE, "opted_out")
