"""The columns of large performance files, as rankings read them."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLE = "performance_columns"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "name", "place", name=op.f("pk_performance_columns")),
    )
    if op.get_bind().dialect.name == "postgresql":  # to try to compress them takes longer
        op.execute(f"ALTER TABLE {TABLE} ALTER COLUMN told SET STORAGE EXTERNAL")


def downgrade() -> None:
    op.drop_table(TABLE)
