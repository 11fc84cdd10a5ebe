"""Customers who do not want to be written to."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE = "insight_customers"


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


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("UPDATE insight_befores SET row = row - 'opted_out' WHERE kind = 'customer'")
    else:
        op.execute(
            "UPDATE insight_befores SET row = json_remove(row, '$.opted_out')"
            " WHERE kind = 'customer' AND row IS NOT NULL"
        )
    op.drop_column(TABLE, "opted_out")
