"""The event log in partitions that the consumers of a group share."""

from typing import Any
from zlib import crc32

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

PARTITIONS = 16
FOLLOWED = "knowledge.documents"
"""The one topic that any group could follow so far."""
AT_ONCE = 1_000
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LOG = sa.table(
    "event_log",
    sa.column("position", POSITION),
    sa.column("organisation_id", sa.Uuid()),
    sa.column("key", sa.String()),
    sa.column("partition", sa.Integer()),
)
GROUPS = sa.table(
    "event_checkpoints", sa.column("group", sa.String()), sa.column("position", POSITION)
)
CHECKPOINTS = sa.table(
    "event_checkpoints",
    sa.column("group", sa.String()),
    sa.column("topic", sa.String()),
    sa.column("partition", sa.Integer()),
    sa.column("position", POSITION),
)


def upgrade() -> None:
    with op.batch_alter_table("event_log") as table:
        table.add_column(sa.Column("partition", sa.Integer(), nullable=False, server_default="0"))
    _place_records()
    with op.batch_alter_table("event_log") as table:
        table.alter_column("partition", server_default=None)
        table.drop_index("ix_event_log_topic_position")
        table.create_index(
            "ix_event_log_topic_partition_position", ["topic", "partition", "position"]
        )
    held = op.get_bind().execute(sa.select(GROUPS)).all()
    op.drop_table("event_checkpoints")
    op.create_table(
        "event_checkpoints",
        sa.Column("group", sa.String(length=80), nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("partition", sa.Integer(), nullable=False),
        sa.Column("position", POSITION, nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("group", "topic", "partition", name=op.f("pk_event_checkpoints")),
    )
    op.create_table(
        "event_members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group", sa.String(length=80), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_members")),
    )
    op.create_index("ix_event_members_group", "event_members", ["group"])
    carried = [
        {"group": row.group, "topic": FOLLOWED, "partition": one, "position": row.position}
        for row in held
        for one in range(PARTITIONS)
    ]
    op.bulk_insert(CHECKPOINTS, carried)


def downgrade() -> None:
    least = sa.select(CHECKPOINTS.c.group, sa.func.min(CHECKPOINTS.c.position).label("position"))
    held = op.get_bind().execute(least.group_by(CHECKPOINTS.c.group)).all()
    op.drop_table("event_members")
    op.drop_table("event_checkpoints")
    op.create_table(
        "event_checkpoints",
        sa.Column("group", sa.String(length=80), nullable=False),
        sa.Column("position", POSITION, nullable=False),
        sa.PrimaryKeyConstraint("group", name=op.f("pk_event_checkpoints")),
    )
    op.bulk_insert(GROUPS, [{"group": row.group, "position": row.position} for row in held])
    with op.batch_alter_table("event_log") as table:
        table.drop_index("ix_event_log_topic_partition_position")
        table.create_index("ix_event_log_topic_position", ["topic", "position"])
        table.drop_column("partition")


def _place_records() -> None:
    """Give each record the partition that later ones of its key go to."""
    connection, after = op.get_bind(), 0
    following = sa.select(LOG.c.position, LOG.c.organisation_id, LOG.c.key).where(
        LOG.c.position > sa.bindparam("after")
    )
    placed = sa.update(LOG).where(LOG.c.position == sa.bindparam("at"))
    while rows := connection.execute(
        following.order_by(LOG.c.position).limit(AT_ONCE), {"after": after}
    ).all():
        connection.execute(
            placed.values(partition=sa.bindparam("found")),
            [{"at": row.position, "found": _partition(row)} for row in rows],
        )
        after = rows[-1].position


def _partition(row: Any) -> int:
    return crc32(f"{row.organisation_id}/{row.key}".encode()) % PARTITIONS
