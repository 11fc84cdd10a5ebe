"""Documents kept in a relational database."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from adapters.database.inserts import insert_once
from adapters.database.lock_names import lock_of
from adapters.database.sql import SqlDatabase, take_turn
from adapters.jobs.sql import SqlJobs
from adapters.knowledge.generation_tables import gaps
from adapters.knowledge.passage_rows import keep_passages
from adapters.knowledge.rows import claim_row, document_row, page_row, to_document
from adapters.knowledge.sql_generations import SqlGenerationRepository
from adapters.knowledge.tables import (
    document_contents,
    document_digests,
    document_pages,
    document_replacements,
    documents,
    passages,
)
from adapters.messaging.sql import publish
from adapters.permissions.access.sql_things import SqlOwnedThings
from application.knowledge.generations.repository import MOST_TRIES
from application.service import service
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.document import Digest, Document
from domain.knowledge.errors import DocumentAlreadyHeld
from domain.knowledge.passage import Page, Passage

PARTS = (document_contents, document_pages, passages)
FORGET = {
    part: delete(part).where(
        part.c.document_id == bindparam("held"),
        part.c.version.not_in(bindparam("but", expanding=True)),
    )
    for part in PARTS
}
"""Built once: each document that is taken in asks for five of them."""


@service
class SqlDocumentRepository:
    connection: Connection

    def by_id(self, id: DocumentId) -> Document | None:
        held = select(documents).where(documents.c.id == id).with_for_update()
        row = self.connection.execute(held).one_or_none()
        return None if row is None else to_document(row)

    def add(
        self, document: Document, content: bytes, *, beside: Collection[DocumentId] = ()
    ) -> None:
        try:
            self.connection.execute(insert(documents).values(document_row(document)))
        except IntegrityError as error:  # the id is taken
            raise DocumentAlreadyHeld from error
        self._claim(document, beside)
        self.keep_content(document, content)
        publish(self.connection, document.events)

    def save(self, document: Document, *, beside: Collection[DocumentId] = ()) -> None:
        changed = update(documents).where(documents.c.id == document.id)
        self.connection.execute(changed.values(document_row(document)))
        self._claim(document, beside)
        publish(self.connection, document.events)

    def keep_content(self, document: Document, content: bytes) -> None:
        version = document.newest.version
        self._forget(document_contents, document, but=document.versions - {version})
        self._forget(document_pages, document, but=document.versions)
        row = {"document_id": document.id, "version": version, "bytes": content}
        self.connection.execute(insert(document_contents).values(row))

    def keep_pages(self, document: Document, pages: Sequence[Page]) -> None:
        others = document.versions - {document.newest.version}
        self._forget(document_pages, document, but=others)
        rows = [page_row(document, page) for page in pages]
        self.connection.execute(insert(document_pages), rows)

    def keep_passages(self, document: Document, kept: Sequence[Passage]) -> None:
        if self._forget(passages, document, but={document.version}):
            self._count_replacement(document)
        for part in (document_contents, document_pages):
            self._forget(part, document, but=document.versions)
        keep_passages(self.connection, document.id, kept)

    def purge(self, document: Document) -> None:
        for part in PARTS:
            self._forget(part, document)
        left_out = (gaps.c.document_id == document.id, gaps.c.tries >= MOST_TRIES)
        self.connection.execute(delete(gaps).where(*left_out))

    def _forget(self, part: Table, document: Document, but: Collection[int] = ()) -> int:
        """Delete the document's rows, but those of these versions; returns how many there were."""
        given = {"held": document.id, "but": list(but)}
        return self.connection.execute(FORGET[part], given).rowcount

    def _claim(self, document: Document, beside: Collection[DocumentId]) -> None:
        mine = document_digests.c.document_id == document.id
        held = set(self.connection.scalars(select(document_digests.c.digest).where(mine)))
        dropped = document_digests.c.digest.in_(held - document.claims)
        if held - document.claims:
            self.connection.execute(delete(document_digests).where(mine, dropped))
        for digest in sorted(document.claims - held):
            standing = self._standing_for(digest, document.organisation_id)
            if not standing <= set(beside):
                raise DocumentAlreadyHeld(standing)
            self.connection.execute(insert(document_digests).values(claim_row(document, digest)))

    def _standing_for(self, digest: Digest, organisation_id: OrganisationId) -> set[DocumentId]:
        """Return who stands for these bytes, once nobody else is about to."""
        take_turn(self.connection, lock_of(f"bytes {organisation_id} {digest}"))
        claimed = select(document_digests.c.document_id).where(
            document_digests.c.organisation_id == organisation_id,
            document_digests.c.digest == digest,
        )
        return {DocumentId(one) for one in self.connection.scalars(claimed)}

    def _count_replacement(self, document: Document) -> None:
        counted = document_replacements.c
        first = {"organisation_id": document.organisation_id, "count": 0}
        insert_once(self.connection, document_replacements, first)
        changed = update(document_replacements).values(count=counted["count"] + 1)
        mine = counted.organisation_id == document.organisation_id
        self.connection.execute(changed.where(mine))


@service
class SqlKnowledgeWork:
    connection: Connection

    @property
    def documents(self) -> SqlDocumentRepository:
        return SqlDocumentRepository(self.connection)

    @property
    def generations(self) -> SqlGenerationRepository:
        return SqlGenerationRepository(self.connection)

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    @property
    def owned(self) -> SqlOwnedThings:
        return SqlOwnedThings(self.connection)

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlKnowledgeStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self) -> Iterator[SqlKnowledgeWork]:
        with self.database.writing() as connection:
            yield SqlKnowledgeWork(connection)
