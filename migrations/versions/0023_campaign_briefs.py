"""Briefs of campaigns, what was written for them, and which of it is fresh."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "brief_writings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("trace", JSON, nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("repairs", sa.Integer(), nullable=False),
        sa.Column("fallback", sa.Boolean(), nullable=False),
        sa.Column("snapshot", sa.Integer(), nullable=True),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_writings")),
    )
    op.create_table(
        "brief_meanings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("meaning", sa.String(length=64), nullable=False),
        sa.Column("token", sa.Uuid(), nullable=False),
        sa.Column("leased_until", MOMENT, nullable=False),
        sa.Column("writing_id", sa.Uuid(), nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.Column("snapshot", sa.Integer(), nullable=True),
        sa.Column("fresh_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["writing_id"],
            ["brief_writings.id"],
            name=op.f("fk_brief_meanings_writing_id_brief_writings"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "meaning", name=op.f("pk_brief_meanings")),
    )
    op.create_index("ix_brief_meanings_leased_until", "brief_meanings", ["leased_until"])
    op.create_table(
        "campaign_briefs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked", JSON, nullable=False),
        sa.Column("writing_id", sa.Uuid(), nullable=False),
        sa.Column("cached", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["writing_id"],
            ["brief_writings.id"],
            name=op.f("fk_campaign_briefs_writing_id_brief_writings"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_briefs")),
    )
    op.create_index("ix_campaign_briefs_organisation", "campaign_briefs", ["organisation_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_campaign_briefs_organisation", table_name="campaign_briefs")
    op.drop_table("campaign_briefs")
    op.drop_index("ix_brief_meanings_leased_until", table_name="brief_meanings")
    op.drop_table("brief_meanings")
    op.drop_table("brief_writings")
