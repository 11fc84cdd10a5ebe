"""The event log keeps facts as they were written, and not in parts: nobody asks for one of them.

PostgreSQL writes the log anew once, in either direction.
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _kept_as("json")


def downgrade() -> None:
    _kept_as("jsonb")


def _kept_as(kind: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE event_log ALTER COLUMN facts TYPE {kind} USING facts::{kind}")
