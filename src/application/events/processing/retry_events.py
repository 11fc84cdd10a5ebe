"""Try again what waits in a consumer's backlog, in order for each lane."""

from collections.abc import Mapping, Sequence

from application.clock import Clock
from application.errors import Unavailable
from application.events.processing.failing import Failing
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Consumer, ProcessingStore, ProcessingWork
from application.service import service
from application.tracing import Trace, traced
from domain.events.backlog import Backlogged, Waiting
from domain.events.seen import Lane, SeenEvent

BATCH = 200


@service
class RetryEvents:
    store: ProcessingStore
    opened: OpenEvents
    failing: Failing
    clock: Clock

    def __call__(self, consumer: Consumer) -> int:
        """Try what is due, once, and return how many left the backlog.

        Raises Unavailable when the consumer as a whole cannot go on.
        """
        due = self.store.due(consumer.name, self.clock.now(), BATCH)
        if not due:
            return 0
        self.failing.require(consumer.name)
        events = self.opened.kept([one.position for one in due])
        if consumer.calls_out:
            return self._one_by_one(consumer, due, events)
        try:
            done = self._do(consumer, due, events)
        except Unavailable:
            raise
        except Exception:  # one of them is wrong, and the consumer alone knows how: find which
            return self._one_by_one(consumer, due, events)
        self.failing.succeeded(consumer.name)
        return done

    def _one_by_one(
        self, consumer: Consumer, due: Sequence[Backlogged], events: Mapping[int, SeenEvent]
    ) -> int:
        done, stuck = 0, set[Lane]()
        for item in due:
            if item.lane in stuck:
                continue
            try:
                self._call_out(consumer, events.get(item.position))
                done += self._do(consumer, [item], events)
                self.failing.succeeded(consumer.name)
            except Unavailable:
                raise
            except Exception as error:  # whatever a consumer raises is that event's failure
                stuck.add(item.lane)
                self._failed(consumer, item, error)
        return done

    def _call_out(self, consumer: Consumer, event: SeenEvent | None) -> None:
        if consumer.calls_out and event is not None:
            with traced(Trace.parse(event.traceparent)):
                consumer.beforehand(event)

    def _do(
        self, consumer: Consumer, due: Sequence[Backlogged], events: Mapping[int, SeenEvent]
    ) -> int:
        with self.store.transaction(consumer.name, alone=True) as work:
            still = _still_waiting(work, due)
            first = work.marks.first(still, self.clock.now())
            new = [events[one] for one in still if one in first and one in events]
            if new:
                consumer.apply(work, new)
            work.backlog.remove(still)
            work.commit()
        return len(still)

    def _failed(self, consumer: Consumer, item: Backlogged, error: Exception) -> None:
        with self.store.transaction(consumer.name, alone=True) as work:
            if _still_waiting(work, [item]):
                judged = self.failing.judged(item, error)
                work.backlog.save(judged)
                if judged.state is Waiting.DEAD:
                    work.backlog.park(item.lane)
            work.commit()
        self.failing.failed(consumer.name, item.lane, error)


def _still_waiting(work: ProcessingWork, due: Sequence[Backlogged]) -> Sequence[int]:
    """Return those that nobody else has done since, or found dead."""
    held = work.backlog.by_positions([one.position for one in due])
    return [
        one.position
        for one in due
        if one.position in held and held[one.position].state is Waiting.RETRYING
    ]
