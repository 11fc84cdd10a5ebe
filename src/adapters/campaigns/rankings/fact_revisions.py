"""Revisions of facts, in a relational database and in dictionaries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, literal, select, tuple_

from adapters.campaigns.tables import performance_files, performance_rows
from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase
from application.service import service
from domain.campaigns.rankings.ranking import Counts
from domain.campaigns.rankings.revision import Fact, Revision, Said
from domain.ids import OrganisationId

file, row = performance_files.c, performance_rows.c
ORDER = (file.received_at, file.id, row.row)
FILES, ROWS = "performance_files", "performance_rows"


@service
class SqlRevisions:
    database: SqlDatabase

    def of(
        self, organisation_id: OrganisationId, fact: Fact, before: Said | None, limit: int
    ) -> Sequence[Revision]:
        its = said_of(organisation_id, fact, before).limit(limit)
        with self.database.reading() as connection:
            found = connection.execute(its).all()
        return [
            Revision(
                Said(one.received_at, one.file_id, one.row),
                Counts(one.likes, one.comments, one.shares, one.views),
            )
            for one in found
        ]


def said_of(organisation_id: OrganisationId, fact: Fact, before: Said | None) -> Select[Any]:
    """Ask for what published rows say of it, the last first."""
    its = select(performance_rows, file.received_at).where(
        row.organisation_id == organisation_id,
        row.campaign_id == fact.campaign_id,
        row.influencer_id == fact.influencer_id,
        row.day == fact.day.toordinal(),
        file.id == row.file_id,
        file.state == "published",
    )
    if before is not None:
        place = (before.received_at, before.file_id, before.row)
        typed = zip(place, ORDER, strict=True)
        its = its.where(tuple_(*ORDER) < tuple_(*(literal(one, by.type) for one, by in typed)))
    return its.order_by(*(one.desc() for one in ORDER))


@service
class InMemoryRevisions:
    database: MemoryDatabase

    def of(
        self, organisation_id: OrganisationId, fact: Fact, before: Said | None, limit: int
    ) -> Sequence[Revision]:
        told = (fact.campaign_id, fact.influencer_id, fact.day.toordinal())
        files = {
            one.id: one
            for one in self.database.rows(FILES).values()
            if one.organisation_id == organisation_id and one.state == "published"
        }
        found = [
            Revision(Said(files[file_id].received_at, file_id, number), Counts(*cells[2:6]))
            for (file_id, number), cells in self.database.rows(ROWS).items()
            if file_id in files and (*cells[:2], cells[-1]) == told
        ]
        found.sort(key=lambda one: one.said, reverse=True)
        return [one for one in found if before is None or one.said < before][:limit]
