"""Old entries in dictionaries, held to the same contract."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import islice, takewhile

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.events.journal.memory import EVENTS, TOLD, furthest
from adapters.events.journal.sorting import told
from adapters.events.keys.memory import KEYS
from adapters.events.processing.memory import BACKLOG, HORIZON, MARKS, RELAYS
from application.events.forgetting.ports import Old
from application.service import service
from domain.events.entry import Journalled


@service
class InMemoryOldEntries:
    database: MemoryDatabase

    def after(self, position: int, before: datetime, limit: int) -> Sequence[Old]:
        rows: Mapping[int, Journalled] = self.database.rows(EVENTS)
        last = min(max(self.database.rows(RELAYS), default=0), furthest(rows) - 1)
        following = (one for one in rows.values() if position < one.position <= last)
        old = takewhile(lambda one: one.entry.received_at < before, islice(following, limit))
        return [Old(one.position, one.entry.type, one.entry.sequence) for one in old]

    def forget(self, wanted: Mapping[int, Collection[str]], consumers: Collection[str]) -> int:
        with self.database.writing() as work:
            gone = sorted(one for one, names in wanted.items() if _is_done(work, one, names))
            for one in gone:
                _take_away(work, one, consumers)
            work.commit()
        return len(gone)


def _is_done(work: MemoryTransaction, position: int, wanting: Collection[str]) -> bool:
    entry = work.table(EVENTS)[position].entry
    waits = any(one == position for _, one in work.table(BACKLOG))
    marked = all((name, position) in work.table(MARKS) for name in wanting)
    return not waits and (marked or entry.key_id not in work.table(KEYS))


def _take_away(work: MemoryTransaction, position: int, consumers: Collection[str]) -> None:
    entry = work.table(EVENTS).pop(position).entry
    del work.table(TOLD)[told(entry)]
    for name in consumers:
        work.table(MARKS).pop((name, position), None)
    horizon = work.table(HORIZON)
    if position > horizon.get(0, (0, None))[0]:
        horizon[0] = (position, entry.received_at)
