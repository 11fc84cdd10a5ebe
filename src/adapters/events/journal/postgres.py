"""The journal in PostgreSQL: what is new is kept in one round trip, however many entries it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from adapters.database.arrays import Packed, blobs, flags, longs, moments, texts, uuids
from adapters.database.sql import SqlDatabase
from adapters.events.journal.rows import MEMBERS
from adapters.events.journal.sql import ADMITTING, SqlJournal
from application.service import service
from domain.events.entry import Admission, Entry, Outcome

COLUMNS = ", ".join(MEMBERS)
TURN = "SELECT pg_advisory_xact_lock(%s)"
KEEPING = f"""
WITH there AS MATERIALIZED (
    SELECT id FROM subject_keys WHERE id = ANY(%b::uuid[]) FOR KEY SHARE
), kept AS (
INSERT INTO events ({COLUMNS})
SELECT {COLUMNS} FROM unnest(
    %b::uuid[], %b::uuid[], %b::uuid[], %b::text[], %b::text[], %b::text[], %b::text[], %b::bytea[],
    %b::uuid[], %b::bytea[], %b::timestamptz[], %b::timestamptz[], %b::boolean[], %b::bigint[],
    %b::text[]
) WITH ORDINALITY AS given ({COLUMNS}, place)
WHERE (SELECT count(*) FROM there) = %b::bigint
ORDER BY place {{held}} RETURNING id
) SELECT count(*), CASE WHEN count(*) < %b::bigint THEN array_agg(id) END FROM kept
"""  # noqa: S608 - constants
"""All that has no other with its id is kept, or nothing when a key is gone.

Which of them that are is told only where it is not all: 500 ids take longer to read than to keep.
"""
KEEP_NEW, KEEP = KEEPING.format(held=""), KEEPING.format(held="ON CONFLICT DO NOTHING")
"""To ask of each whether its id is held takes a quarter longer than to be refused if one is."""
CAREFUL_TIMES = 100
Given = Sequence[Any]
PACKED: Sequence[Callable[[Sequence[Any]], Packed]] = (
    uuids, uuids, uuids, texts, texts, texts, texts, blobs, uuids, blobs, moments, moments, flags,
    longs, texts,
)  # fmt: skip


@dataclass(slots=True)
class Expectation:
    """All are taken for new until some were not: then for some time it is asked of each."""

    careful: int = 0

    def all_new(self) -> bool:
        if self.careful:
            self.careful -= 1
            return False
        return True

    def was_wrong(self) -> None:
        self.careful = CAREFUL_TIMES


@service
class PostgresJournal(SqlJournal):
    """Most entries are new; what is not is looked at once more, as on any database."""

    expectation: Expectation = field(default_factory=Expectation)

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        if any(one.held for one in entries):
            return SqlJournal.admit(self, entries)
        given = _given(entries)
        kept = self.database.tell(lambda connection: self._kept(connection, given))
        if kept is None:
            return [Admission(Outcome.ACCEPTED, one.id) for one in entries]
        rest = [one for one in entries if one.id not in kept]
        others = iter(SqlJournal.admit(self, rest))
        return [
            Admission(Outcome.ACCEPTED, one.id) if one.id in kept else next(others)
            for one in entries
        ]

    def _kept(self, connection: Any, given: Given) -> set[UUID] | None:
        """Keep what is new, and return which that was, or None where all was."""
        if self.expectation.all_new():
            try:
                return _told(connection, KEEP_NEW, given)
            except connection.IntegrityError:
                self.expectation.was_wrong()
        return _told(connection, KEEP, given)


def journal_in(database: SqlDatabase) -> SqlJournal:
    """Return the quickest that this database has."""
    is_postgres = database.engine.dialect.name == "postgresql"
    return PostgresJournal(database) if is_postgres else SqlJournal(database)


def _given(entries: Sequence[Entry]) -> Given:
    keys, many = {one.key_id for one in entries}, len(entries)
    columns = zip(PACKED, zip(*entries, strict=True), strict=False)  # `held` is no column
    return [uuids(list(keys)), *(pack(column) for pack, column in columns), len(keys), many]


def _told(connection: Any, statement: str, given: Given) -> set[UUID] | None:
    """Commits when the pipeline ends."""
    with connection.pipeline():
        connection.execute(TURN, [ADMITTING])
        told = connection.execute(statement, given)
    number, ids = told.fetchone()
    return None if number == given[-1] else set(ids or ())
