"""The events of an organisation in the order in which they came."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ORDER = ["organisation_id", "received_at", "position"]


def upgrade() -> None:
    op.create_index("ix_events_history", "events", ORDER)
    op.create_index("ix_event_quarantine_history", "event_quarantine", ORDER)


def downgrade() -> None:
    op.drop_index("ix_event_quarantine_history", table_name="event_quarantine")
    op.drop_index("ix_events_history", table_name="events")
