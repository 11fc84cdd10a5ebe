"""Forget events that everybody has heard of long ago."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from application.clock import Clock
from application.messaging.ports import EventId, EventLog, InboxMarks, Outbox
from application.messaging.relay import BATCH
from application.service import service

KEEPING = timedelta(days=30)


@service
class ForgetEvents:
    """`groups` are all who follow: what one of them has yet to pass is kept, however old."""

    outbox: Outbox
    log: EventLog
    marks: InboxMarks
    clock: Clock
    groups: Collection[str]
    keeping: timedelta = KEEPING

    def __call__(self) -> int:
        """Forget them with their marks, and return how many.

        The marks go first: whoever dies in between finds the events again, and goes on.
        """
        before, forgotten = self.clock.now() - self.keeping, 0
        while old := self._old(before):
            self.marks.forget(old)
            self.log.forget(old)
            forgotten += len(old)
        return forgotten

    def _old(self, before: datetime) -> Sequence[EventId]:
        """Return none while one so old waits in the outbox: it may be in the log as well.

        So it is when a relay died, and it is carried again; the log and the marks keep it single.
        """
        if any(one.happened_at < before for one in self.outbox.pending(BATCH)):
            return ()
        return self.log.passed(before, self.groups, BATCH)
