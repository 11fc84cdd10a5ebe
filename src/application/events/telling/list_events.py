"""List an organisation's events, and where each is."""

from collections.abc import Iterator, Sequence

from application.access.ports import Access
from application.access.require import require
from application.events.processing.consumers import Consumers
from application.events.telling.ports import HistoryReader, Standing
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.events.history import Listed, Place, Remembered, Wanted
from domain.events.refusals import EventNotFound
from domain.events.status import State, consumer_status, overall
from domain.ids import OrganisationId
from domain.principal import Principal

AT_ONCE = 500
MOST_LOOKED = 10_000
"""Events that one page looks at: what matches rarely comes in pages that are not full."""


@service
class ListEvents:
    access: Access
    reader: HistoryReader
    consumers: Consumers

    def __call__(self, by: Principal, wanted: Wanted, window: Window) -> Page[Listed]:
        """Return events newest first; a page may be short and `next` still say that there is more.

        Raises LevelNotHeld.
        """
        require(self.access, by, Level.VIEW, by.organisation_id, EventNotFound)
        end = Place.unpacked(window.after) if window.after else None
        found: list[Listed] = []
        for events, last in self._stretches(by.organisation_id, wanted, end):
            found += self._told(events, wanted.state)
            if len(found) > window.limit:
                kept = found[: window.limit]
                return Page(tuple(kept), kept[-1].event.place.packed())
            end = last
        return Page(tuple(found), end.packed() if end else None)

    def _stretches(
        self, organisation_id: OrganisationId, wanted: Wanted, after: Place | None
    ) -> Iterator[tuple[Sequence[Remembered], Place | None]]:
        """Look further and further back, until there is nothing left or it was enough."""
        for _ in range(MOST_LOOKED // AT_ONCE):
            events, after = self.reader.newest(organisation_id, wanted, after, AT_ONCE)
            yield events, after
            if after is None:
                return

    def _told(self, events: Sequence[Remembered], state: State | None) -> list[Listed]:
        names = [one.name for one in self.consumers.all]
        standing = self.reader.standing(events, names)
        told = [self._listed(one, standing) for one in events]
        return [one for one in told if state in (None, one.state)]

    def _listed(self, event: Remembered, standing: Standing) -> Listed:
        if event.held is not None:
            return Listed(event, State.QUARANTINED, reason=event.held)
        if event.key_id not in standing.keys:
            return Listed(event, State.ERASED, reason="subject_erased")
        published = event.place.position <= standing.published
        progress = standing.of(event.place.position)
        consumers = [
            consumer_status(one.name, progress, published=published)
            for one in self.consumers.all
            if one.wants(event.type, event.sequence)
        ]
        attempts = max((one.attempts for one in consumers), default=0)
        return Listed(event, overall(published=published, consumers=consumers), attempts)
