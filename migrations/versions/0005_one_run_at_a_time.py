"""One answer at a time is written in a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RUNNING = sa.text("state = 'running'")
ALL_BUT_THE_NEWEST = """
UPDATE runs SET state = 'failed' WHERE state = 'running' AND EXISTS (
    SELECT 1 FROM runs AS later
    WHERE later.conversation_id = runs.conversation_id
    AND later.state = 'running' AND later.id > runs.id
)
"""
WITHOUT_STOPPED = (
    "UPDATE runs SET state = 'completed' WHERE state = 'stopped'",
    "UPDATE run_events SET kind = 'message.completed' WHERE kind = 'run.stopped'",
    "UPDATE messages SET answer_status = 'partial' WHERE answer_status = 'stopped'",
)


def upgrade() -> None:
    op.execute(ALL_BUT_THE_NEWEST)
    op.create_index(
        "uq_runs_running",
        "runs",
        ["conversation_id"],
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def downgrade() -> None:
    for change in WITHOUT_STOPPED:
        op.execute(change)
    op.drop_index("uq_runs_running", table_name="runs")
