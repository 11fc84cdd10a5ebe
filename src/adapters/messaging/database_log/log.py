"""Append, forget, and tell how far groups are."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import and_, delete, exists, func, or_, select

from adapters.database.sql import SqlDatabase
from adapters.messaging.database_log.appending import append_records
from adapters.messaging.database_log.bells import bell
from adapters.messaging.database_log.membership import LEASE_SECONDS, Membership
from adapters.messaging.database_log.reading import SharedReads
from adapters.messaging.database_log.rows import LogRows
from adapters.messaging.database_log.subscription import DatabaseSubscription
from adapters.messaging.tables import event_checkpoints, event_log
from application.messaging.ports import EventId, EventRecord, PartitionLag


@dataclass(frozen=True, slots=True)
class DatabaseEventLog:
    """A consumer that died keeps its partitions for `lease_seconds`, then others take them."""

    database: SqlDatabase
    lease_seconds: float = LEASE_SECONDS
    reads: SharedReads = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reads", SharedReads(LogRows(self.database)))

    def append(self, records: Sequence[EventRecord]) -> None:
        if not records:
            return
        append_records(self.database, records)

    def passed(self, before: datetime, groups: Collection[str], limit: int) -> Sequence[EventId]:
        held, at = event_log.c, event_checkpoints.c
        begun = select(at.group).where(at.position > 0)
        waited_for = exists().where(
            at.topic == held.topic,
            at.partition == held.partition,
            at.position < held.position,
            or_(at.group.in_(groups), at.group.in_(begun)),
        )
        newest = select(func.max(held.position)).scalar_subquery()
        old = select(held.id).where(
            held.happened_at < before,
            held.position < newest,  # SQLite would give its position away again
            ~waited_for,
        )
        with self.database.reading() as connection:
            known = connection.scalars(select(at.group).where(at.group.in_(groups)).distinct())
            if not groups or set(groups) - set(known):
                return []
            found = connection.scalars(old.order_by(held.position).limit(limit))
            return [EventId(one) for one in found]

    def forget(self, ids: Collection[EventId]) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(event_log).where(event_log.c.id.in_(ids)))
            connection.commit()

    def subscribe(
        self, group: str, topics: Collection[str]
    ) -> AbstractContextManager[DatabaseSubscription]:
        return self.subscribed(group, topics, self.reads)

    @contextmanager
    def subscribed(
        self, group: str, topics: Collection[str], reads: SharedReads
    ) -> Iterator[DatabaseSubscription]:
        """Join the group, whose topics stand where `reads` reads."""
        membership = Membership(
            self.database, group, frozenset(topics), uuid4(), self.lease_seconds
        )
        with bell(self.database) as ringing, membership.joined():
            yield DatabaseSubscription(self.database, membership, ringing, reads)

    def lag(self, groups: Collection[str]) -> Sequence[PartitionLag]:
        held, at = event_log.c, event_checkpoints.c
        mine = and_(held.topic == at.topic, held.partition == at.partition)
        end = select(func.max(held.position)).where(mine).scalar_subquery()
        after = and_(mine, held.position > at.position)
        many = select(func.count()).select_from(event_log).where(after).scalar_subquery()
        first = select(held.happened_at).where(after).order_by(held.position).limit(1)
        told = (
            select(
                at.group, at.topic, at.partition, end, at.position, many, first.scalar_subquery()
            )
            .where(at.group.in_(groups))
            .order_by(at.group, at.topic, at.partition)
        )
        with self.database.reading() as connection:
            return [
                PartitionLag(
                    group=group, topic=topic, partition=partition, end=last or 0,
                    checkpoint=position, lag=lag, oldest=oldest,
                )
                for group, topic, partition, last, position, lag, oldest in connection.execute(told)
            ]  # fmt: skip
