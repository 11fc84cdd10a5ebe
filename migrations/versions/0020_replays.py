"""Replays of events into projections, and how much of the journal was forgotten."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "event_replays",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("consumer", sa.String(length=40), nullable=False),
        sa.Column("since", MOMENT, nullable=True),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("types", JSON, nullable=False),
        sa.Column("sources", JSON, nullable=False),
        sa.Column("replace", sa.Boolean(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("read", sa.BigInteger(), nullable=False),
        sa.Column("applied", sa.BigInteger(), nullable=False),
        sa.Column("passed", JSON, nullable=False),
        sa.Column("forgotten", MOMENT, nullable=True),
        sa.Column("own", sa.String(length=64), nullable=True),
        sa.Column("live", sa.String(length=64), nullable=True),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_replays")),
    )
    op.create_index("ix_event_replays_organisation", "event_replays", ["organisation_id", "id"])
    running = sa.text("state = 'running'")
    op.create_index(
        "uq_event_replays_running",
        "event_replays",
        ["organisation_id", "consumer"],
        unique=True,
        postgresql_where=running,
        sqlite_where=running,
    )
    op.create_table(
        "event_replay_rows",
        sa.Column("replay_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("value", JSON, nullable=False),
        sa.PrimaryKeyConstraint("replay_id", "name", name=op.f("pk_event_replay_rows")),
    )
    op.create_table(
        "event_horizons",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event_horizons")),
    )


def downgrade() -> None:
    op.drop_table("event_horizons")
    op.drop_table("event_replay_rows")
    op.drop_index("uq_event_replays_running", table_name="event_replays")
    op.drop_index("ix_event_replays_organisation", table_name="event_replays")
    op.drop_table("event_replays")
