"""Revisions of facts, in a relational database and in dictionaries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from adapters.campaigns.tables import performance_files, performance_rows
from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase
from application.service import service
from domain.campaigns.rankings.ranking import Counts
from domain.campaigns.rankings.revision import Fact, Revision
from domain.ids import OrganisationId

file, row = performance_files.c, performance_rows.c
FILES, ROWS = "performance_files", "performance_rows"


@service
class SqlRevisions:
    database: SqlDatabase

    def of(
        self, organisation_id: OrganisationId, fact: Fact, skipped: int, limit: int
    ) -> Sequence[Revision]:
        its = said_of(organisation_id, fact).offset(skipped).limit(limit)
        with self.database.reading() as connection:
            found = connection.execute(its).all()
        return [
            Revision(
                one.file_id,
                one.row,
                one.received_at,
                Counts(one.likes, one.comments, one.shares, one.views),
            )
            for one in found
        ]


def said_of(organisation_id: OrganisationId, fact: Fact) -> Select[Any]:
    """Ask for what published rows say of it, the last first."""
    its = select(performance_rows, file.received_at).where(
        row.organisation_id == organisation_id,
        row.campaign_id == fact.campaign_id,
        row.influencer_id == fact.influencer_id,
        row.day == fact.day.toordinal(),
        file.id == row.file_id,
        file.state == "published",
    )
    return its.order_by(file.received_at.desc(), file.id.desc(), row.row.desc())


@service
class InMemoryRevisions:
    database: MemoryDatabase

    def of(
        self, organisation_id: OrganisationId, fact: Fact, skipped: int, limit: int
    ) -> Sequence[Revision]:
        told = (fact.campaign_id, fact.influencer_id, fact.day.toordinal())
        files = {
            one.id: one
            for one in self.database.rows(FILES).values()
            if one.organisation_id == organisation_id and one.state == "published"
        }
        found = [
            Revision(file_id, number, files[file_id].received_at, Counts(*cells[2:6]))
            for (file_id, number), cells in self.database.rows(ROWS).items()
            if file_id in files and (*cells[:2], cells[-1]) == told
        ]
        found.sort(key=lambda one: (one.received_at, one.file_id, one.row), reverse=True)
        return found[skipped : skipped + limit]
