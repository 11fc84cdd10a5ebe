"""Rows of performance files, published without a file: for those who only read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from injector import Injector
from sqlalchemy import insert, update

from adapters.campaigns.rankings.rankings import ColumnRankings
from adapters.campaigns.tables import performance_files, performance_rows
from application.campaigns.rankings.ports import Rankings
from domain.campaigns.rate import rate_code
from domain.ids import OrganisationId
from support.people import ADA, NOON


class Row(NamedTuple):
    campaign: int
    influencer: str
    likes: int
    comments: int
    shares: int
    views: int
    day: date | None = None

    @property
    def told(self) -> tuple[Any, ...]:
        """Return campaign, influencer, counts, the rate's code, and the day's number."""
        rate = rate_code(self.engagements, self.views)
        return (*self[:6], rate, self.day and self.day.toordinal())

    @property
    def engagements(self) -> int:
        return self.likes + self.comments + self.shares


@dataclass(frozen=True, slots=True)
class Publisher:
    """Writes where the world keeps its rows."""

    world: Injector

    def file(
        self,
        rows: Sequence[Row],
        *,
        state: str = "published",
        quarantined: int = 0,
        organisation_id: OrganisationId = ADA.organisation_id,
        id: UUID | None = None,
        received_at: datetime = NOON,
    ) -> UUID:
        file_id = id or uuid4()
        file = {
            "id": file_id,
            "organisation_id": organisation_id,
            "state": state,
            "loaded": len(rows),
            "quarantined": quarantined,
            "received_at": received_at,
        }
        told = [(number, *row.told) for number, row in enumerate(rows, start=1)]
        self._keep(file, told)
        return file_id

    def mend(self, file_id: UUID, number: int, row: Row, loaded: int) -> None:
        told = (number, *row.told)
        source: Any = _source(self.world)
        if hasattr(source.database, "tables"):
            with source.database.writing() as work:
                work.table("performance_files")[file_id].loaded = loaded
                work.table("performance_rows")[file_id, number] = list(told[1:])
                work.commit()
            return
        with source.database.writing() as connection:
            its = update(performance_files).where(performance_files.c.id == file_id)
            connection.execute(its.values(loaded=loaded))
            connection.execute(insert(performance_rows), [_row(file_id, ADA.organisation_id, told)])
            connection.commit()

    def _keep(self, file: dict[str, Any], told: list[tuple[Any, ...]]) -> None:
        source: Any = _source(self.world)
        if hasattr(source.database, "tables"):
            with source.database.writing() as work:
                work.table("performance_files")[file["id"]] = SimpleNamespace(**file)
                kept = {(file["id"], one[0]): list(one[1:]) for one in told}
                work.table("performance_rows").update(kept)
                work.commit()
            return
        with source.database.writing() as connection:
            connection.execute(insert(performance_files), {**made_up(file["id"]), **file})
            rows = [_row(file["id"], file["organisation_id"], one) for one in told]
            if rows:
                connection.execute(insert(performance_rows), rows)
            connection.commit()


def _source(world: Injector) -> Any:
    rankings: Any = world.get(Rankings)
    assert isinstance(rankings, ColumnRankings)
    return rankings.source


def _row(file_id: UUID, organisation_id: UUID, told: tuple[Any, ...]) -> dict[str, Any]:
    names = "row campaign_id influencer_id likes comments shares views rate day".split()
    row = dict(zip(names, told, strict=True))
    return {**row, "file_id": file_id, "organisation_id": organisation_id}


def made_up(id: UUID) -> dict[str, Any]:
    """Return what a file has besides."""
    made = {
        "sent_by": ADA.user_id,
        "name": "made.csv",
        "size": 1,
        "digest": id.hex,
        "declared": {},
        "dialect": {},
        "layout": [],
        "rules": 1,
        "max_errors": "1%",
        "position": 1,
        "chunks": 1,
        "read": 1,
        "by_reason": {},
        "received_at": NOON,
    }
    return {name: one for name, one in made.items() if name in performance_files.c}
