"""The journal in PostgreSQL: what is new is kept in one round trip, however many entries it is."""

from collections.abc import Callable, Sequence
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
KEEP = f"""
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
ORDER BY place ON CONFLICT DO NOTHING RETURNING id
) SELECT count(*), CASE WHEN count(*) < %b::bigint THEN array_agg(id) END FROM kept
"""  # noqa: S608 - constants
"""All that has no other with its id is kept, or nothing when a key is gone.

Which of them that are is told only where it is not all: 500 ids take longer to read than to keep.
"""
PACKED: Sequence[Callable[[Sequence[Any]], Packed]] = (
    uuids, uuids, uuids, texts, texts, texts, texts, blobs, uuids, blobs, moments, moments, flags,
    longs, texts,
)  # fmt: skip


@service
class PostgresJournal(SqlJournal):
    """Most entries are new; what is not is looked at once more, as on any database."""

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        if any(one.held for one in entries):
            return SqlJournal.admit(self, entries)
        kept = self.database.tell(lambda connection: _kept(connection, entries))
        if kept is None:
            return [Admission(Outcome.ACCEPTED, one.id) for one in entries]
        rest = [one for one in entries if one.id not in kept]
        others = iter(SqlJournal.admit(self, rest))
        return [
            Admission(Outcome.ACCEPTED, one.id) if one.id in kept else next(others)
            for one in entries
        ]


def journal_in(database: SqlDatabase) -> SqlJournal:
    """Return the quickest that this database has."""
    is_postgres = database.engine.dialect.name == "postgresql"
    return PostgresJournal(database) if is_postgres else SqlJournal(database)


def _kept(connection: Any, entries: Sequence[Entry]) -> set[UUID] | None:
    """Keep what is new, and return which that was, or None where all was.

    Commits when the pipeline ends.
    """
    keys, many = {one.key_id for one in entries}, len(entries)
    columns = zip(PACKED, zip(*entries, strict=True), strict=False)  # `held` is no column
    given = [pack(column) for pack, column in columns]
    with connection.pipeline():
        connection.execute(TURN, [ADMITTING])
        told = connection.execute(KEEP, [uuids(list(keys)), *given, len(keys), many])
    number, ids = told.fetchone()
    return None if number == many else set(ids or ())
