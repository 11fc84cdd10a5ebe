"""Give a consumer its events: all at once, and one by one when something goes wrong."""

from collections.abc import Sequence

from application.clock import Clock
from application.errors import Unavailable
from application.events.processing.failing import Failing
from application.events.processing.ports import Consumer, ProcessingStore, ProcessingWork
from application.ids import IdSource
from application.service import service
from application.tracing import Trace, traced
from domain.events.backlog import Backlogged
from domain.events.seen import Lane, SeenEvent


class StandsBehind(Exception):
    """Something of these lanes waits already."""


@service
class ApplyEvents:
    store: ProcessingStore
    failing: Failing
    clock: Clock
    ids: IdSource

    def __call__(self, consumer: Consumer, events: Sequence[SeenEvent]) -> None:
        """See to it that each is done, or waits in the consumer's backlog.

        Raises Unavailable when the consumer as a whole cannot go on; give them again then.
        """
        once = {one.position: one for one in events}  # a log may tell one twice in a row
        wanted = [one for one in once.values() if consumer.wants(one.type, one.sequence)]
        if not wanted:
            return
        self.failing.require(consumer.name)
        if consumer.calls_out:
            self._one_by_one(consumer, wanted)
            return
        try:
            self._together(consumer, wanted)
        except Unavailable:
            raise
        except Exception:  # one of them is wrong, and the consumer alone knows how: find which
            self._one_by_one(consumer, wanted)
        else:
            self.failing.succeeded(consumer.name)

    def _together(self, consumer: Consumer, events: Sequence[SeenEvent]) -> None:
        with self.store.transaction(consumer.name, alone=False) as work:
            if work.backlog.standing({one.lane for one in events}):
                raise StandsBehind
            self._apply(consumer, work, events)
            work.commit()

    def _one_by_one(self, consumer: Consumer, events: Sequence[SeenEvent]) -> None:
        for one in events:
            self._alone(consumer, one)

    def _alone(self, consumer: Consumer, event: SeenEvent) -> None:
        try:
            if consumer.calls_out:
                if not self._may_call_out(consumer, event):
                    return
                with traced(Trace.parse(event.traceparent)):
                    consumer.beforehand(event)
            with self.store.transaction(consumer.name, alone=True) as work:
                if not self._queued(consumer, work, event):
                    self._apply(consumer, work, [event])
                work.commit()
        except Unavailable:
            raise
        except Exception as error:  # whatever a consumer raises is that event's failure
            self._failed(consumer, event, error)
        else:
            self.failing.succeeded(consumer.name)

    def _may_call_out(self, consumer: Consumer, event: SeenEvent) -> bool:
        with self.store.transaction(consumer.name, alone=True) as work:
            queued = self._queued(consumer, work, event)
            done = work.marks.are_done(event.position)
            work.commit()
        return not queued and not done

    def _apply(self, consumer: Consumer, work: ProcessingWork, events: Sequence[SeenEvent]) -> None:
        first = work.marks.first([one.position for one in events], self.clock.now())
        new = [one for one in events if one.position in first]
        if new:
            consumer.apply(work, new)

    def _queued(self, consumer: Consumer, work: ProcessingWork, event: SeenEvent) -> bool:
        """Put it behind others of its lane, if there are any."""
        lane: Lane = event.lane
        state = work.backlog.standing([lane]).get(lane)
        if state is None:
            return False
        now = self.clock.now()
        work.backlog.add(Backlogged.behind(self.ids.new(), consumer.name, event, state, now))
        return True

    def _failed(self, consumer: Consumer, event: SeenEvent, error: Exception) -> None:
        with self.store.transaction(consumer.name, alone=True) as work:
            if not self._queued(consumer, work, event):
                item = self.failing.begun(consumer.name, event)
                work.backlog.add(self.failing.judged(item, error))
            work.commit()
        self.failing.failed(consumer.name, event.lane, error)
