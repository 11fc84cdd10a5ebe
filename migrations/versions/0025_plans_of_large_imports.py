"""What the plans of large imports would change and refuse; and no bytes of imports that failed."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "insight_plan_pages",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lines", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "kind", "last", name=op.f("pk_insight_plan_pages")),
    )
    op.execute(
        "DELETE FROM insight_import_contents WHERE import_id IN"
        " (SELECT id FROM insight_imports WHERE state = 'failed')"
    )


def downgrade() -> None:
    """No import says that lines of its plan are kept: what is wanted of them is read anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "UPDATE insight_imports SET plan = jsonb_set(plan, '{lines_kept}', 'false')"
            " WHERE plan ->> 'lines_kept' = 'true'"
        )
    else:
        op.execute(
            "UPDATE insight_imports SET plan = json_set(plan, '$.lines_kept', json('false'))"
            " WHERE json_extract(plan, '$.lines_kept')"
        )
    op.drop_table("insight_plan_pages")
