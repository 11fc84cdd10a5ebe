"""Generations of the index in a relational database, as a transaction sees them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, literal, select, update

from adapters.database.inserts import insert_once
from adapters.database.sql import take_turn
from adapters.knowledge.generation_rows import generation_row, golden_row, to_generation
from adapters.knowledge.generation_tables import gaps, generations, golden_queries, index_versions
from adapters.knowledge.passage_rows import keep_passages
from adapters.knowledge.tables import documents, passages
from application.knowledge.generations.repository import MOST_TRIES, Gap
from application.service import service
from domain.ids import OrganisationId
from domain.knowledge.document import Document, DocumentState
from domain.knowledge.generation import KEPT, Generation, GenerationId, Generations, GenerationState
from domain.knowledge.passage import Passage
from domain.knowledge.quality import GoldenQuery

SWITCHING = 8_021
"""The advisory lock's number: shared by who makes a document findable, alone to switch."""
KEPT_STATES = [state.value for state in KEPT]


@service
class SqlGenerationRepository:
    connection: Connection

    def kept(self) -> Generations:
        take_turn(self.connection, SWITCHING, shared=True)
        return self._all()

    def alone(self) -> Generations:
        take_turn(self.connection, SWITCHING)
        return self._all()

    def add(self, generation: Generation) -> None:
        self.connection.execute(insert(generations).values(generation_row(generation)))
        ready = select(
            literal(generation.id, gaps.c.generation_id.type),
            documents.c.id,
            documents.c.organisation_id,
            documents.c.version,
        ).where(documents.c.deleted_at.is_(None), documents.c.state == DocumentState.READY.value)
        columns = ["generation_id", "document_id", "organisation_id", "version"]
        self.connection.execute(insert(gaps).from_select(columns, ready))

    def save(self, generation: Generation) -> None:
        changed = update(generations).where(generations.c.id == generation.id)
        self.connection.execute(changed.values(generation_row(generation)))
        if not generation.is_kept:
            self.connection.execute(delete(gaps).where(gaps.c.generation_id == generation.id))
            used = select(generations.c.cut).where(generations.c.state.in_(KEPT_STATES))
            self.connection.execute(delete(passages).where(passages.c.cut.not_in(used)))

    def note(self, document: Document, missing: Collection[GenerationId]) -> None:
        for generation_id in missing:
            row = {
                "generation_id": generation_id,
                "document_id": document.id,
                "organisation_id": document.organisation_id,
                "version": document.version,
            }
            if not insert_once(self.connection, gaps, row):
                again = update(gaps).where(*_at(generation_id, document.id))
                later = again.values(version=document.version, tries=0, failure=None)
                self.connection.execute(later)

    def behind(self, id: GenerationId) -> int:
        return self._counted(id, gaps.c.tries < MOST_TRIES)

    def left_out(self, id: GenerationId) -> int:
        return self._counted(id, gaps.c.tries >= MOST_TRIES)

    def keep_failure(self, gap: Gap) -> None:
        same = (*_at(gap.generation_id, gap.document_id), gaps.c.version == gap.version)
        changed = update(gaps).where(*same).values(tries=gap.tries, failure=gap.failure)
        self.connection.execute(changed)

    def fill(self, gap: Gap, kept: Sequence[Passage]) -> None:
        noted = (*_at(gap.generation_id, gap.document_id), gaps.c.version <= gap.version)
        if self.connection.execute(delete(gaps).where(*noted)).rowcount and kept:
            keep_passages(self.connection, gap.document_id, kept)

    def engage(self, id: GenerationId) -> bool:
        free = (generations.c.id == id, generations.c.engaged.is_(False))
        return self.connection.execute(_engaging(engaged=True).where(*free)).rowcount == 1

    def release(self, id: GenerationId) -> None:
        self.connection.execute(_engaging(engaged=False).where(generations.c.id == id))

    def next_version(self, organisation_id: OrganisationId) -> int:
        first = {"organisation_id": organisation_id, "version": 0}
        insert_once(self.connection, index_versions, first)
        own = update(index_versions).where(index_versions.c.organisation_id == organisation_id)
        counted = own.values(version=index_versions.c.version + 1)
        now = self.connection.execute(counted.returning(index_versions.c.version))
        return int(now.scalar_one())

    def keep_golden(self, organisation_id: OrganisationId, queries: Sequence[GoldenQuery]) -> None:
        own = golden_queries.c.organisation_id == organisation_id
        self.connection.execute(delete(golden_queries).where(own))
        rows = [golden_row(position, one) for position, one in enumerate(queries)]
        if rows:
            self.connection.execute(insert(golden_queries), rows)

    def _counted(self, id: GenerationId, which: ColumnElement[bool]) -> int:
        counted = select(func.count()).where(gaps.c.generation_id == id, which)
        return self.connection.scalar(counted) or 0

    def _all(self) -> Generations:
        listed = (
            select(generations)
            .where(generations.c.state != GenerationState.RETIRED.value)
            .order_by(generations.c.number)
        )
        return Generations(tuple(to_generation(row) for row in self.connection.execute(listed)))


def _engaging(*, engaged: bool) -> Any:
    return update(generations).values(engaged=engaged)


def _at(generation_id: GenerationId, document_id: Any) -> tuple[Any, ...]:
    return (gaps.c.generation_id == generation_id, gaps.c.document_id == document_id)
