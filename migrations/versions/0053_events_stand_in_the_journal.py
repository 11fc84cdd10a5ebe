"""Events are followed in the journal: checkpoints are its positions, and the log holds no copies.

Those of the copies stay, for a worker of before that still runs.
A group goes on at the first event that one of its partitions had before it, so that it may be told
some once more; its marks know them. The newest row stays, lest SQLite give its position away again.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

TOPIC, JOURNAL, PARTITIONS = "events", "journal", 16
log = sa.table(
    "event_log",
    *(sa.column("position", sa.BigInteger), sa.column("topic", sa.String)),
    *(sa.column("partition", sa.Integer), sa.column("facts", sa.JSON)),
)
checkpoints = sa.table(
    "event_checkpoints",
    *(sa.column("group", sa.String), sa.column("topic", sa.String)),
    *(sa.column("partition", sa.Integer), sa.column("position", sa.BigInteger)),
    sa.column("holder", sa.Uuid),
)
relays = sa.table("event_relays", sa.column("position", sa.BigInteger), sa.column("at"))
OURS = checkpoints.c.topic == TOPIC


def upgrade() -> None:
    connection = op.get_bind()
    reached = connection.scalar(sa.select(sa.func.max(relays.c.position))) or 0
    furthest: dict[str, int] = {}
    for one in connection.execute(sa.select(checkpoints).where(OURS)).mappings().all():
        here = _before_the_next(connection, one, reached)
        furthest[one["group"]] = min(here, furthest.get(one["group"], here))
    rows = [
        {"group": group, "topic": JOURNAL, "partition": one, "position": position}
        for group, position in furthest.items()
        for one in range(PARTITIONS)
    ]
    if rows:
        connection.execute(sa.insert(checkpoints), rows)
    newest = sa.select(sa.func.max(log.c.position)).scalar_subquery()
    connection.execute(sa.delete(log).where(log.c.topic == TOPIC, log.c.position < newest))


def downgrade() -> None:
    """What some group has yet to do is copied to the log again, from there on."""
    connection = op.get_bind()
    in_journal = checkpoints.c.topic == JOURNAL
    least = connection.scalar(sa.select(sa.func.min(checkpoints.c.position)).where(in_journal))
    if least is None:
        return
    covering = sa.select(relays.c.at).where(relays.c.position >= least)
    at = connection.scalar(covering.order_by(relays.c.position).limit(1))
    connection.execute(sa.delete(relays).where(relays.c.position >= least))
    if least and at:
        connection.execute(sa.insert(relays).values(position=least, at=at))
    end = connection.scalar(sa.select(sa.func.max(log.c.position))) or 0
    connection.execute(sa.update(checkpoints).where(OURS).values(position=end, holder=None))
    connection.execute(sa.delete(checkpoints).where(in_journal))


def _before_the_next(connection: sa.Connection, checkpoint: Mapping[Any, Any], reached: int) -> int:
    following = (
        sa.select(log.c.facts)
        .where(log.c.topic == TOPIC, log.c.partition == checkpoint["partition"])
        .where(log.c.position > checkpoint["position"])
        .order_by(log.c.position)
    )
    facts = connection.scalar(following.limit(1))
    return int(facts["position"]) - 1 if facts else reached
