"""Published rows in a relational database."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from adapters.campaigns.rankings.columns import Cells
from adapters.campaigns.rankings.rankings import ColumnRankings, Published
from adapters.campaigns.rankings.shelf import SqlShelf
from adapters.campaigns.tables import performance_files, performance_rows
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from application.service import service
from domain.ids import OrganisationId

AT_ONCE = 50_000
file, row = performance_files.c, performance_rows.c
SHOWN = select(file.id, file.state, file.loaded, file.quarantined, file.received_at).where(
    file.organisation_id == bindparam("ours"), file.state != "failed"
)
SOME = (
    select(
        row.row,
        row.campaign_id,
        row.influencer_id,
        row.likes,
        row.comments,
        row.shares,
        row.views,
        row.rate,
        func.coalesce(row.day, 0),
    )
    .where(row.file_id == bindparam("its"), row.row > bindparam("after"))
    .order_by(row.row)
    .limit(AT_ONCE)
)
"""Built once: to build them takes longer than to run them."""


@service
class SqlRows:
    database: SqlDatabase

    def published(self, organisation_id: OrganisationId) -> Published:
        return Published.of(asked(self.database, SHOWN, {"ours": organisation_id}))

    def rows(self, file_id: UUID) -> Iterator[Sequence[Cells]]:
        """Go by the primary key, in slices: no cursor is held open between them."""
        after = -1
        while True:
            with self.database.reading() as connection:
                found = connection.execute(SOME, {"its": file_id, "after": after})
                cursor: Any = found.cursor  # a row of SQLAlchemy's takes twice as long
                some: Sequence[Any] = cursor.fetchall()
            if some:
                yield some
            if len(some) < AT_ONCE:
                return
            after = some[-1][0]


def sql_rankings(database: SqlDatabase) -> ColumnRankings:
    return ColumnRankings(SqlRows(database), SqlShelf(database))
