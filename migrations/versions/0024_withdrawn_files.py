"""Performance files that were taken back, and the version of each."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

FILES = "performance_files"


def upgrade() -> None:
    op.add_column(FILES, sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(FILES, sa.Column("withdrawn_by", sa.Uuid(), nullable=True))
    op.add_column(FILES, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    """Files that were withdrawn are failed ones to who knows no better: none of their rows count.

    The rows and bytes that a job would have deleted are deleted here, for who knows no such job.
    """
    op.execute(
        "DELETE FROM performance_rows WHERE file_id IN"
        " (SELECT id FROM performance_files WHERE state = 'withdrawn')"
    )
    op.execute(
        "DELETE FROM performance_parts WHERE file_id IN"
        " (SELECT id FROM performance_files WHERE state = 'withdrawn')"
    )
    op.execute("DELETE FROM jobs WHERE kind = 'sweep_performance_file'")
    op.execute(
        "UPDATE performance_files SET state = 'failed', failure_code = 'withdrawn',"
        " failure_detail = 'it was withdrawn' WHERE state = 'withdrawn'"
    )
    with op.batch_alter_table(FILES) as table:
        for column in ("version", "withdrawn_by", "withdrawn_at"):
            table.drop_column(column)
