"""The journal in dictionaries, held to the same contract."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from adapters.database.memory import MemoryDatabase
from adapters.events.journal.sorting import First, sort, told
from adapters.events.keys.memory import KEYS
from application.events.ports import KeysGone
from application.service import service
from domain.events.entry import Admission, Entry, Journalled
from domain.ids import OrganisationId

EVENTS, TOLD, QUARANTINE = "events", "events_by_told_id", "event_quarantine"


@service
class InMemoryJournal:
    database: MemoryDatabase

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        with self.database.writing() as work:
            if {one.key_id for one in entries} - work.table(KEYS).keys():
                raise KeysGone
            rows, firsts = work.table(EVENTS), work.table(TOLD)
            kept = work.table(QUARANTINE)
            known = {(told(one), one.digest): one.id for one, _ in kept.values()}
            done = sort(entries, firsts, known)
            for position, entry in enumerate(done.new, start=furthest(rows) + 1):
                rows[position] = Journalled(position, entry)
                firsts[told(entry)] = First(entry.id, entry.digest)
            kept.update({one.id: (one, reason) for one, reason in done.quarantined})
            work.commit()
        return done.admissions

    def after(self, position: int, limit: int) -> Sequence[Journalled]:
        rows = self.database.rows(EVENTS)
        if position >= furthest(rows):
            return []
        following = (one for at, one in rows.items() if at > position)
        return list(islice(following, limit))

    def at(self, positions: Collection[int]) -> Mapping[int, Journalled]:
        rows = self.database.rows(EVENTS)
        return {one: rows[one] for one in positions if one in rows}

    def find(
        self, organisation_id: OrganisationId, source: str, external_id: str
    ) -> Journalled | None:
        first = self.database.rows(TOLD).get((organisation_id, source, external_id))
        rows = self.database.rows(EVENTS).values()
        return next((one for one in rows if first and one.entry.id == first.id), None)


def furthest(rows: Mapping[int, Journalled]) -> int:
    """Return the last position that was given out: the newest entry is never forgotten."""
    return max(rows, default=0)
