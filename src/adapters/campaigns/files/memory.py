"""Performance files in dictionaries, held to the same contract."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import inf
from operator import attrgetter

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.database.paging import newest_first
from adapters.jobs.memory import InMemoryJobs
from application.campaigns.files.ports import PART_BYTES, Columns, Replay
from application.paging import Page, Window
from application.service import service
from domain.campaigns.errors import FileHeld
from domain.campaigns.performance_file import (
    Chunk,
    PerformanceFile,
    PerformanceFileId,
    Quarantined,
    QuarantineState,
)
from domain.campaigns.rules import Performance, Reason
from domain.ids import OrganisationId

FILES, PARTS, CHUNKS = "performance_files", "performance_parts", "performance_chunks"
ROWS, QUARANTINE, REPLAYS = "performance_rows", "performance_quarantine", "performance_replays"


@service
class InMemoryFilesWork:
    """`ROWS` has by file and row: campaign, influencer, likes to views, rate and day."""

    work: MemoryTransaction

    @property
    def jobs(self) -> InMemoryJobs:
        return InMemoryJobs(self.work)

    def add(self, file: PerformanceFile) -> None:
        held = self.work.table(FILES)
        if file.id in held or any(_claims_the_same(one, file) for one in held.values()):
            raise FileHeld
        held[file.id] = file

    def held(self, id: PerformanceFileId) -> PerformanceFile | None:
        return self.work.table(FILES).get(id)

    def save(self, file: PerformanceFile) -> None:
        self.work.table(FILES)[file.id] = file

    def keep_part(self, id: PerformanceFileId, number: int, part: bytes) -> None:
        self.work.table(PARTS)[id, number] = part

    def keep_chunk(
        self, file: PerformanceFile, chunk: Chunk, good: Columns, bad: Sequence[Quarantined]
    ) -> None:
        self.work.table(CHUNKS)[file.id, chunk.number] = chunk
        rows = self.work.table(ROWS)
        rows.update({(file.id, row): told for row, *told in zip(*good, strict=True)})
        waiting = self.work.table(QUARANTINE)
        waiting.update({(file.id, one.row): one for one in bad})

    def ledger(self, id: PerformanceFileId) -> tuple[int, int, int]:
        its: list[Chunk] = [one for key, one in self.work.table(CHUNKS).items() if key[0] == id]
        loaded, quarantined = sum(one.loaded for one in its), sum(one.quarantined for one in its)
        return loaded, quarantined, max((one.end for one in its), default=0)

    def quarantined(self, id: PerformanceFileId, row: int) -> Quarantined | None:
        return self.work.table(QUARANTINE).get((id, row))

    def mend(self, file: PerformanceFile, row: int, good: Performance) -> None:
        waiting = self.work.table(QUARANTINE)
        waiting[file.id, row] = replace(waiting[file.id, row], state=QuarantineState.MENDED)
        counts = [good.likes, good.comments, good.shares, good.views, good.rate]
        told = [good.campaign_id, good.influencer_id, *counts, good.day_number]
        self.work.table(ROWS)[file.id, row] = told

    def keep_replay(self, file: PerformanceFile, replay: Replay) -> None:
        self.work.table(REPLAYS)[file.id, replay.id] = replay

    def drop_bytes(self, id: PerformanceFileId) -> None:
        self._drop(PARTS, id, after=-1)

    def drop_rows(self, id: PerformanceFileId, after: int = 0, until: int | None = None) -> None:
        self._drop(ROWS, id, after, until)

    def _drop(
        self, table: str, id: PerformanceFileId, after: int, until: int | None = None
    ) -> None:
        rows, last = self.work.table(table), inf if until is None else until
        for key in [one for one in rows if one[0] == id and after < one[1] <= last]:
            del rows[key]

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryFilesStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self) -> Iterator[InMemoryFilesWork]:
        with self.database.writing() as work:
            yield InMemoryFilesWork(work)

    def by_id(
        self, organisation_id: OrganisationId, id: PerformanceFileId
    ) -> PerformanceFile | None:
        found: PerformanceFile | None = self.database.rows(FILES).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def by_digest(self, organisation_id: OrganisationId, digest: str) -> PerformanceFile | None:
        ours = [one for one in self._all() if one.organisation_id == organisation_id]
        claims = [one for one in ours if one.state.is_claiming]
        return next((one for one in claims if one.digest == digest), None)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[PerformanceFile]:
        ours = [one for one in self._all() if one.organisation_id == organisation_id]
        return newest_first(ours, window, attrgetter("id"))

    def bytes_of(self, id: PerformanceFileId, start: int, size: int) -> bytes:
        parts = self.database.rows(PARTS)
        first, final = start // PART_BYTES, (start + size - 1) // PART_BYTES
        found = b"".join(parts.get((id, number), b"") for number in range(first, final + 1))
        skipped = start - first * PART_BYTES
        return found[skipped : skipped + size]

    def quarantine(
        self, id: PerformanceFileId, reason: Reason | None, after: int, limit: int
    ) -> Sequence[Quarantined]:
        rows = self.database.rows(QUARANTINE).items()
        its: list[Quarantined] = [one for key, one in rows if key[0] == id and key[1] > after]
        wanted = [one for one in its if reason in {None, one.offence.reason}]
        return sorted(wanted, key=attrgetter("row"))[:limit]

    def replays(self, id: PerformanceFileId, row: int) -> Sequence[Replay]:
        rows = self.database.rows(REPLAYS).items()
        its: list[Replay] = [one for key, one in rows if key[0] == id and one.row == row]
        return sorted(its, key=attrgetter("id"))

    def _all(self) -> list[PerformanceFile]:
        return list(self.database.rows(FILES).values())


def _claims_the_same(held: PerformanceFile, new: PerformanceFile) -> bool:
    return (
        held.organisation_id == new.organisation_id
        and held.digest == new.digest
        and held.state.is_claiming
    )
