"""Events: the journal, the keys that seal it, and how far each consumer is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "event_backlog",
        sa.Column("consumer", sa.String(length=40), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("external_id", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", JSON, nullable=False),
        sa.PrimaryKeyConstraint("consumer", "position", name=op.f("pk_event_backlog")),
        sa.UniqueConstraint("id", name=op.f("uq_event_backlog_id")),
    )
    op.create_index(
        "ix_event_backlog_due_at", "event_backlog", ["consumer", "state", "due_at"], unique=False
    )
    op.create_index(
        "ix_event_backlog_lane",
        "event_backlog",
        ["consumer", "organisation_id", "lane", "position"],
        unique=False,
    )
    op.create_index(
        "ix_event_backlog_organisation",
        "event_backlog",
        ["organisation_id", "state", "id"],
        unique=False,
    )
    op.create_table(
        "event_entities",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("lane", sa.String(length=32), nullable=False),
        sa.Column("latest", JSON, nullable=True),
        sa.Column("waiting", JSON, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("gaps", sa.Integer(), nullable=False),
        sa.Column("stale", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "lane", name=op.f("pk_event_entities")),
    )
    op.create_index("ix_event_entities_due_at", "event_entities", ["due_at"], unique=False)
    op.create_table(
        "event_erasures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_erasures")),
    )
    op.create_table(
        "event_marks",
        sa.Column("consumer", sa.String(length=40), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("consumer", "position", name=op.f("pk_event_marks")),
    )
    op.create_table(
        "event_quarantine",
        sa.Column("position", POSITION, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("external_id", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=True),
        sa.Column("traceparent", sa.String(length=200), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event_quarantine")),
    )
    op.create_index(
        "ix_event_quarantine_told_id",
        "event_quarantine",
        ["organisation_id", "source", "external_id", "digest"],
        unique=False,
    )
    op.create_table(
        "event_relays",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event_relays")),
    )
    op.create_table(
        "event_tallies",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=255), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "generation", "organisation_id", "type", "day", name=op.f("pk_event_tallies")
        ),
    )
    op.create_table(
        "events",
        sa.Column("position", POSITION, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("external_id", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=True),
        sa.Column("traceparent", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_events")),
        sa.UniqueConstraint("organisation_id", "source", "external_id", name="uq_events_told_id"),
    )
    op.create_table(
        "subject_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_keys")),
        sa.UniqueConstraint("organisation_id", "subject", name="uq_subject_keys_subject"),
    )


def downgrade() -> None:
    op.drop_table("subject_keys")
    op.drop_table("events")
    op.drop_table("event_tallies")
    op.drop_table("event_relays")
    op.drop_index("ix_event_quarantine_told_id", table_name="event_quarantine")
    op.drop_table("event_quarantine")
    op.drop_table("event_marks")
    op.drop_table("event_erasures")
    op.drop_index("ix_event_entities_due_at", table_name="event_entities")
    op.drop_table("event_entities")
    op.drop_index("ix_event_backlog_organisation", table_name="event_backlog")
    op.drop_index("ix_event_backlog_lane", table_name="event_backlog")
    op.drop_index("ix_event_backlog_due_at", table_name="event_backlog")
    op.drop_table("event_backlog")
