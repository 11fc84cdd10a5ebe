"""An organisation's events, newest first, from dictionaries."""

from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter

from adapters.database.memory import MemoryDatabase
from adapters.events.journal.memory import EVENTS, QUARANTINE
from adapters.events.keys.memory import KEYS
from adapters.events.processing.memory import BACKLOG, MARKS, RELAYS
from adapters.events.telling.history import end_of, is_wanted
from adapters.events.telling.standing import progress_of
from application.events.telling.ports import Standing
from application.service import service
from domain.events.entry import Entry
from domain.events.history import Place, Remembered, Wanted
from domain.ids import OrganisationId


@service
class InMemoryHistoryReader:
    database: MemoryDatabase

    def newest(
        self, organisation_id: OrganisationId, wanted: Wanted, before: Place | None, look: int
    ) -> tuple[Sequence[Remembered], Place | None]:
        ours = [one for one in self._all(organisation_id) if _is_between(one.place, wanted, before)]
        seen = sorted(ours, key=attrgetter("place"), reverse=True)[:look]
        return [one for one in seen if is_wanted(one, wanted)], end_of(seen, look)

    def standing(self, events: Sequence[Remembered], consumers: Collection[str]) -> Standing:
        positions = {one.place.position for one in events if one.held is None}
        marks, backlog = self.database.rows(MARKS), self.database.rows(BACKLOG)
        return Standing(
            max(self.database.rows(RELAYS), default=0),
            self.database.rows(KEYS).keys(),
            progress_of(
                [(*key, at) for key, at in marks.items() if key[1] in positions],
                [item for key, item in backlog.items() if key[1] in positions],
            ),
        )

    def _all(self, organisation_id: OrganisationId) -> Iterator[Remembered]:
        for position, one in self.database.rows(EVENTS).items():
            if one.entry.organisation_id == organisation_id:
                yield _remembered(one.entry, position, None)
        for position, (entry, reason) in enumerate(self.database.rows(QUARANTINE).values(), 1):
            if entry.organisation_id == organisation_id:
                yield _remembered(entry, position, reason)


def _is_between(place: Place, wanted: Wanted, before: Place | None) -> bool:
    return (
        (before is None or place < before)
        and (wanted.since is None or place.received_at >= wanted.since)
        and (wanted.until is None or place.received_at < wanted.until)
    )


def _remembered(entry: Entry, position: int, held: str | None) -> Remembered:
    return Remembered(
        place=Place(entry.received_at, held is not None, position),
        entry=entry.id,
        source=entry.source,
        external_id=entry.external_id,
        type=entry.type,
        sequence=entry.sequence,
        key_id=entry.key_id,
        occurred_at=entry.occurred_at,
        held=held,
    )
