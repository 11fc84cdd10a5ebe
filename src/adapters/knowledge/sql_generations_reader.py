"""Views of generations, straight from the rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select

from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.knowledge.generation_rows import to_gap, to_generation, to_golden
from adapters.knowledge.generation_tables import gaps, generations, golden_queries, index_versions
from adapters.knowledge.tables import documents, passages
from application.knowledge.generations.ports import FIRST, IndexState, Progress, Sample
from application.knowledge.generations.repository import MOST_TRIES, Gap
from application.service import service
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.document import DocumentState
from domain.knowledge.generation import GenerationId, GenerationState
from domain.knowledge.quality import GoldenQuery

STATE = (
    select(*generations.c, func.coalesce(index_versions.c.version, 0).label("index_version"))
    .select_from(generations)
    .outerjoin(index_versions, index_versions.c.organisation_id == bindparam("organisation_id"))
    .where(generations.c.state == GenerationState.ACTIVE.value)
)

OPEN = gaps.c.tries < MOST_TRIES
READY = (documents.c.deleted_at.is_(None), documents.c.state == DocumentState.READY.value)

ACTIVE_CUT = (
    select(generations.c.cut)
    .where(generations.c.state == GenerationState.ACTIVE.value)
    .scalar_subquery()
)


@service
class SqlGenerationsReader:
    database: SqlDatabase

    def state(self, organisation_id: OrganisationId) -> IndexState:
        found = asked(self.database, STATE, {"organisation_id": organisation_id})
        if not found:
            return IndexState(None, 0)
        (row,) = found
        return IndexState(to_generation(row), row.index_version)

    def all(self) -> Sequence[Progress]:
        own = select(func.count()).where(gaps.c.generation_id == generations.c.id)
        behind, left_out = (own.where(one).scalar_subquery() for one in (OPEN, ~OPEN))
        counted = select(generations, behind.label("behind"), left_out.label("left_out"))
        listed = self._rows(counted.order_by(generations.c.number.desc()))
        return [
            Progress(to_generation(row), row.behind, row.left_out, self._left_out(row))
            for row in listed
        ]

    def _left_out(self, row: Any) -> Sequence[Gap]:
        if not row.left_out:
            return ()
        own = select(gaps).where(gaps.c.generation_id == row.id, ~OPEN)
        return [to_gap(one) for one in self._rows(own.order_by(gaps.c.document_id).limit(FIRST))]

    def gaps(self, id: GenerationId, limit: int) -> Sequence[Gap]:
        own = select(gaps).where(gaps.c.generation_id == id, OPEN)
        order = (gaps.c.tries, gaps.c.document_id)
        return [to_gap(row) for row in self._rows(own.order_by(*order).limit(limit))]

    def lacks(self, id: GenerationId, organisation_id: OrganisationId) -> bool:
        own = (gaps.c.generation_id == id, gaps.c.organisation_id == organisation_id, OPEN)
        return bool(self._rows(select(gaps.c.document_id).where(*own).limit(1)))

    def golden(self, organisation_id: OrganisationId, limit: int) -> Sequence[GoldenQuery]:
        own = golden_queries.c.organisation_id == organisation_id
        listed = select(golden_queries).where(own).order_by(golden_queries.c.position)
        return [to_golden(row) for row in self._rows(listed.limit(limit))]

    def golden_in_turn(self, limit: int) -> Sequence[GoldenQuery]:
        owner = golden_queries.c.organisation_id
        turn = func.row_number().over(partition_by=owner, order_by=golden_queries.c.position)
        listed = (
            select(golden_queries)
            .join(documents, documents.c.id == golden_queries.c.document_id)
            .where(documents.c.organisation_id == owner, *READY)
            .order_by(turn, owner)
            .limit(limit)
        )
        return [to_golden(row) for row in self._rows(listed)]

    def samples(self, limit: int) -> Sequence[Sample]:
        own = (passages.c.document_id, passages.c.version)
        middle = (func.max(passages.c.ordinal) // 2).label("ordinal")
        cut = select(*own, middle).where(passages.c.cut == ACTIVE_CUT).group_by(*own).subquery()
        chosen = (
            select(documents.c.organisation_id, documents.c.id, passages.c.version, passages.c.text)
            .join(passages, passages.c.document_id == documents.c.id)
            .join(
                cut,
                (cut.c.document_id == documents.c.id)
                & (cut.c.version == passages.c.version)
                & (cut.c.ordinal == passages.c.ordinal),
            )
            .where(
                *READY,
                passages.c.version == documents.c.version,
                passages.c.cut == ACTIVE_CUT,
            )
            .order_by(passages.c.id)
            .limit(limit)
        )
        return [
            Sample(OrganisationId(row.organisation_id), DocumentId(row.id), row.version, row.text)
            for row in self._rows(chosen)
        ]

    def _rows(self, asked: Any) -> Sequence[Any]:
        with self.database.reading() as connection:
            return connection.execute(asked).all()
