"""The journal in PostgreSQL: what is new is kept in one round trip, however many entries it is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

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
)
INSERT INTO events ({COLUMNS})
SELECT {COLUMNS} FROM unnest(
    %b::uuid[], %b::uuid[], %b::uuid[], %b::text[], %b::text[], %b::text[], %b::text[], %b::bytea[],
    %b::uuid[], %b::bytea[], %b::timestamptz[], %b::timestamptz[], %b::boolean[], %b::bigint[],
    %b::text[]
) WITH ORDINALITY AS given ({COLUMNS}, place)
WHERE (SELECT count(*) FROM there) = %b::bigint
ORDER BY place ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608 - constants
"""All that has no other with its id is kept, or nothing when a key is gone."""


@service
class PostgresJournal(SqlJournal):
    """Most entries are new; what is not is looked at once more, as on any database."""

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        if any(one.held for one in entries):
            return SqlJournal.admit(self, entries)
        kept = self.database.tell(lambda connection: _kept(connection, entries))
        rest = [one for one in entries if one.id not in kept]
        others = iter(SqlJournal.admit(self, rest) if rest else ())
        return [
            Admission(Outcome.ACCEPTED, one.id) if one.id in kept else next(others)
            for one in entries
        ]


def journal_in(database: SqlDatabase) -> SqlJournal:
    """Return the quickest that this database has."""
    is_postgres = database.engine.dialect.name == "postgresql"
    return PostgresJournal(database) if is_postgres else SqlJournal(database)


def _kept(connection: Any, entries: Sequence[Entry]) -> set[UUID]:
    """Keep what is new, and return which that was; commits when the pipeline ends."""
    keys = list({one.key_id for one in entries})
    columns = [list(column) for column in zip(*entries, strict=True)][: len(MEMBERS)]
    with connection.pipeline():
        connection.execute(TURN, [ADMITTING])
        kept = connection.execute(KEEP, [keys, *columns, len(keys)])
    return {row[0] for row in kept}
