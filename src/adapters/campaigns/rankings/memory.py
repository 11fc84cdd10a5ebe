"""Published rows in dictionaries."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from adapters.campaigns.rankings.columns import Cells
from adapters.campaigns.rankings.rankings import ColumnRankings, Published
from adapters.database.memory import MemoryDatabase
from application.service import service
from domain.ids import OrganisationId

FILES, ROWS = "performance_files", "performance_rows"


@service
class InMemoryRows:
    database: MemoryDatabase

    def published(self, organisation_id: OrganisationId) -> Published:
        files = self.database.rows(FILES).values()
        ours = [one for one in files if one.organisation_id == organisation_id]
        return Published.of(one for one in ours if one.state != "failed")

    def rows(self, file_id: UUID) -> Iterator[Sequence[Cells]]:
        rows = self.database.rows(ROWS).items()
        its = [(key[1], *told, day or 0) for key, (*told, day) in rows if key[0] == file_id]
        if its:
            yield sorted(its)


def memory_rankings(database: MemoryDatabase) -> ColumnRankings:
    return ColumnRankings(InMemoryRows(database))
