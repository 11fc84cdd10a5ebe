"""Performance files in a relational database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from adapters.campaigns.files.bulk import insert_rows
from adapters.campaigns.files.rows import (
    file_row,
    quarantine_row,
    replay_row,
    to_file,
    to_quarantined,
    to_replay,
)
from adapters.campaigns.tables import (
    performance_chunks,
    performance_columns,
    performance_files,
    performance_parts,
    performance_quarantine,
    performance_replays,
    performance_rows,
)
from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase
from adapters.jobs.sql import SqlJobs
from application.campaigns.files.ports import PART_BYTES, Columns, Replay
from application.paging import Page, Window
from application.service import service
from domain.campaigns.errors import FileHeld
from domain.campaigns.performance_file import (
    Chunk,
    FileState,
    PerformanceFile,
    PerformanceFileId,
    Quarantined,
    QuarantineState,
)
from domain.campaigns.rules import Performance, Reason
from domain.ids import OrganisationId

files, chunks, waiting = performance_files.c, performance_chunks.c, performance_quarantine.c


@service
class SqlFilesWork:
    connection: Connection

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    def add(self, file: PerformanceFile) -> None:
        try:
            self.connection.execute(insert(performance_files), file_row(file))
        except IntegrityError as error:
            raise FileHeld from error

    def held(self, id: PerformanceFileId) -> PerformanceFile | None:
        one = select(performance_files).where(files.id == id).with_for_update()
        row = self.connection.execute(one).one_or_none()
        return None if row is None else to_file(row)

    def save(self, file: PerformanceFile) -> None:
        its = update(performance_files).where(files.id == file.id)
        self.connection.execute(its.values(file_row(file)))

    def keep_part(self, id: PerformanceFileId, number: int, part: bytes) -> None:
        row = {"file_id": id, "number": number, "bytes": part}
        self.connection.execute(insert(performance_parts), row)

    def keep_chunk(
        self, file: PerformanceFile, chunk: Chunk, good: Columns, bad: Sequence[Quarantined]
    ) -> None:
        line = {
            "file_id": file.id,
            "number": chunk.number,
            "start": chunk.start,
            "end": chunk.end,
            "loaded": chunk.loaded,
            "quarantined": chunk.quarantined,
        }
        self.connection.execute(insert(performance_chunks), line)
        insert_rows(self.connection, file.id, file.organisation_id, good)
        if bad:
            rows = [quarantine_row(file, one) for one in bad]
            self.connection.execute(insert(performance_quarantine), rows)

    def ledger(self, id: PerformanceFileId) -> tuple[int, int, int]:
        summed = select(
            func.coalesce(func.sum(chunks.loaded), 0),
            func.coalesce(func.sum(chunks.quarantined), 0),
            func.coalesce(func.max(chunks.end), 0),
        ).where(chunks.file_id == id)
        loaded, quarantined, end = self.connection.execute(summed).one()
        return int(loaded), int(quarantined), int(end)

    def quarantined(self, id: PerformanceFileId, row: int) -> Quarantined | None:
        one = select(performance_quarantine).where(waiting.file_id == id, waiting.row == row)
        found = self.connection.execute(one.with_for_update()).one_or_none()
        return None if found is None else to_quarantined(found)

    def mend(self, file: PerformanceFile, row: int, good: Performance) -> None:
        its = (waiting.file_id == file.id, waiting.row == row)
        state = {"state": QuarantineState.MENDED.value}
        self.connection.execute(update(performance_quarantine).where(*its).values(state))
        told = ([good.likes], [good.comments], [good.shares], [good.views], [good.rate])
        columns = Columns([row], [good.campaign_id], [good.influencer_id], *told, [good.day_number])
        insert_rows(self.connection, file.id, file.organisation_id, columns)

    def keep_replay(self, file: PerformanceFile, replay: Replay) -> None:
        self.connection.execute(insert(performance_replays), replay_row(file, replay))

    def drop_bytes(self, id: PerformanceFileId) -> None:
        parts = performance_parts.c
        self.connection.execute(delete(performance_parts).where(parts.file_id == id))

    def drop_rows(self, id: PerformanceFileId, after: int = 0, until: int | None = None) -> None:
        rows = performance_rows.c
        its = delete(performance_rows).where(rows.file_id == id, rows.row > after)
        self.connection.execute(its if until is None else its.where(rows.row <= until))
        columns = performance_columns.c
        self.connection.execute(delete(performance_columns).where(columns.file_id == id))

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlFilesStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self) -> Iterator[SqlFilesWork]:
        with self.database.writing() as connection:
            yield SqlFilesWork(connection)

    def by_id(
        self, organisation_id: OrganisationId, id: PerformanceFileId
    ) -> PerformanceFile | None:
        return self._one(files.organisation_id == organisation_id, files.id == id)

    def by_digest(self, organisation_id: OrganisationId, digest: str) -> PerformanceFile | None:
        claims = files.state.in_([one.value for one in FileState if one.is_claiming])
        return self._one(files.organisation_id == organisation_id, files.digest == digest, claims)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[PerformanceFile]:
        ours = select(performance_files).where(files.organisation_id == organisation_id)
        if window.after is not None:
            ours = ours.where(files.id < window.after)
        ours = ours.order_by(files.id.desc()).limit(window.limit + 1)
        with self.database.reading() as connection:
            found = [to_file(row) for row in connection.execute(ours)]
        return page_of(found, window, attrgetter("id"))

    def bytes_of(self, id: PerformanceFileId, start: int, size: int) -> bytes:
        first, final = start // PART_BYTES, (start + size - 1) // PART_BYTES
        parts = performance_parts.c
        some = select(parts.bytes).where(parts.file_id == id, parts.number.between(first, final))
        with self.database.reading() as connection:
            found = b"".join(connection.scalars(some.order_by(parts.number)))
        skipped = start - first * PART_BYTES
        return found[skipped : skipped + size]

    def quarantine(
        self, id: PerformanceFileId, reason: Reason | None, after: int, limit: int
    ) -> Sequence[Quarantined]:
        some = select(performance_quarantine).where(waiting.file_id == id, waiting.row > after)
        if reason is not None:
            some = some.where(waiting.reason == reason.value)
        with self.database.reading() as connection:
            rows = connection.execute(some.order_by(waiting.row).limit(limit))
            return [to_quarantined(row) for row in rows]

    def replays(self, id: PerformanceFileId, row: int) -> Sequence[Replay]:
        its = performance_replays.c
        tried = select(performance_replays).where(its.file_id == id, its.row == row)
        with self.database.reading() as connection:
            return [to_replay(one) for one in connection.execute(tried.order_by(its.id))]

    def _one(self, *which: ColumnElement[bool]) -> PerformanceFile | None:
        with self.database.reading() as connection:
            found = connection.execute(select(performance_files).where(*which)).one_or_none()
        return None if found is None else to_file(found)
