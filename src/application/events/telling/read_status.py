"""Tell where an event is."""

from application.access.ports import Access
from application.access.require import require
from application.events.ports import Journal, SubjectKeys
from application.events.processing.consumers import Consumers
from application.events.processing.ports import Relays
from application.events.telling.ports import ProgressReader, Quarantined
from application.service import service
from application.tracing import Trace
from domain.access import Level
from domain.events.entry import Entry, Journalled
from domain.events.refusals import EventNotFound
from domain.events.status import EventStatus, State, Step, consumer_status, overall
from domain.principal import Principal


@service
class ReadStatus:
    access: Access
    journal: Journal
    relays: Relays
    keys: SubjectKeys
    progress: ProgressReader
    consumers: Consumers

    def __call__(self, by: Principal, source: str, id: str) -> EventStatus:
        """Raises EventNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, EventNotFound)
        kept = self.journal.find(by.organisation_id, source, id)
        if kept is not None:
            return self._status(kept)
        held = self.progress.quarantined(by.organisation_id, source, id)
        if held is None:
            raise EventNotFound
        return _in_quarantine(held)

    def _status(self, kept: Journalled) -> EventStatus:
        entry, published_at = kept.entry, self.relays.published_at(kept.position)
        if not self.keys.by_ids([entry.key_id]):
            step = Step(State.RECEIVED, entry.received_at)
            return _told(entry, State.ERASED, (step,), "subject_erased")
        wanting = [one.name for one in self.consumers.wanting(entry)]
        progress = self.progress.of(kept.position, wanting)
        published = published_at is not None
        consumers = tuple(consumer_status(one, progress, published=published) for one in wanting)
        steps = [Step(State.RECEIVED, entry.received_at)]
        if published_at is not None:
            steps.append(Step(State.PUBLISHED, published_at))
            steps += [Step(one.state, one.at, one.name) for one in consumers if one.at]
        state = overall(published=published, consumers=consumers)
        return _told(entry, state, tuple(steps)).beside(consumers)


def _in_quarantine(held: Quarantined) -> EventStatus:
    step = Step(State.QUARANTINED, held.entry.received_at)
    return _told(held.entry, State.QUARANTINED, (step,), held.reason)


def _told(
    entry: Entry, state: State, timeline: tuple[Step, ...], reason: str | None = None
) -> EventStatus:
    trace = Trace.parse(entry.traceparent)
    return EventStatus(
        entry=entry.id,
        source=entry.source,
        id=entry.external_id,
        type=entry.type,
        state=state,
        timeline=timeline,
        reason=reason,
        trace_id=trace.trace_id if trace else None,
    )
