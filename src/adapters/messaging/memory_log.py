"""The event log in dictionaries, held to the same contract."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from adapters.database.memory import MemoryDatabase
from adapters.messaging.memory_subscription import (
    CHECKPOINTS,
    LOG,
    Checkpoint,
    InMemorySubscription,
    Placed,
)
from adapters.messaging.sharing import Place
from application.messaging.partitions import PARTITIONS, partition_of, refuse_too_large
from application.messaging.ports import EventId, EventRecord, PartitionLag
from application.service import service


@service
class InMemoryEventLog:
    database: MemoryDatabase

    def append(self, records: Sequence[EventRecord]) -> None:
        refuse_too_large(records)
        with self.database.writing() as work:
            log = work.table(LOG)
            last = max((one.position for one in log.values()), default=0)
            for position, record in enumerate(records, start=last + 1):
                place = Place(record.topic, partition_of(record))
                log.setdefault(record.id, Placed(position, place, record))
            work.commit()

    def passed(self, before: datetime, groups: Collection[str], limit: int) -> Sequence[EventId]:
        checkpoints = self.database.rows(CHECKPOINTS)
        if not groups or set(groups) - {group for group, _ in checkpoints}:
            return []
        begun = {group for (group, _), one in checkpoints.items() if one.position}
        waiting = dict[Place, int]()
        for (group, place), one in checkpoints.items():
            if group in begun | set(groups):
                waiting[place] = min(one.position, waiting.get(place, one.position))
        log = list(self.database.rows(LOG).values())
        old = [
            one.record.id
            for one in log[:-1]  # by the newest the next position is told
            if one.record.happened_at < before
            and one.position <= waiting.get(one.place, one.position)
        ]
        return old[:limit]

    def forget(self, ids: Collection[EventId]) -> None:
        with self.database.writing() as work:
            for one in ids:
                work.table(LOG).pop(one, None)
            work.commit()

    @contextmanager
    def subscribe(self, group: str, topics: Collection[str]) -> Iterator[InMemorySubscription]:
        places = [Place(topic, one) for topic in sorted(topics) for one in range(PARTITIONS)]
        with self.database.writing() as work:
            held = work.table(CHECKPOINTS)
            for place in places:
                held.setdefault((group, place), Checkpoint())
            work.commit()
        subscription = InMemorySubscription(self.database, group, places, uuid4())
        subscription.join()
        try:
            yield subscription
        finally:
            subscription.leave()

    def lag(self, groups: Collection[str]) -> Sequence[PartitionLag]:
        log = list(self.database.rows(LOG).values())
        return [
            _lag(group, place, one.position, [each for each in log if each.place == place])
            for (group, place), one in sorted(
                self.database.rows(CHECKPOINTS).items(), key=lambda each: each[0]
            )
            if group in groups
        ]


def _lag(group: str, place: Place, checkpoint: int, log: Sequence[Placed]) -> PartitionLag:
    after = [one for one in log if one.position > checkpoint]
    return PartitionLag(
        group=group,
        topic=place.topic,
        partition=place.partition,
        end=log[-1].position if log else 0,
        checkpoint=checkpoint,
        lag=len(after),
        oldest=after[0].record.happened_at if after else None,
    )
