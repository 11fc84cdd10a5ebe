"""Documents kept in a relational database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from adapters.database.sql import SqlDatabase
from adapters.jobs.sql import SqlJobs
from adapters.knowledge.passage_rows import keep_passages
from adapters.knowledge.rows import document_row, page_row, to_document
from adapters.knowledge.sql_generations import SqlGenerationRepository
from adapters.knowledge.tables import document_contents, document_pages, documents, passages
from adapters.messaging.sql import publish
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentAlreadyHeld
from domain.knowledge.passage import Page, Passage

PARTS = (document_contents, document_pages, passages)


@dataclass(frozen=True, slots=True)
class SqlDocumentRepository:
    connection: Connection

    def by_id(self, id: DocumentId) -> Document | None:
        held = select(documents).where(documents.c.id == id).with_for_update()
        row = self.connection.execute(held).one_or_none()
        return None if row is None else to_document(row)

    def add(self, document: Document, content: bytes) -> None:
        try:
            self.connection.execute(insert(documents).values(document_row(document)))
        except IntegrityError as error:  # the bytes' or the id's unique index
            raise DocumentAlreadyHeld from error
        kept = insert(document_contents).values(document_id=document.id, bytes=content)
        self.connection.execute(kept)
        publish(self.connection, document.events)

    def save(self, document: Document) -> None:
        changed = update(documents).where(documents.c.id == document.id)
        self.connection.execute(changed.values(document_row(document)))
        publish(self.connection, document.events)

    def keep_pages(self, document: Document, pages: Sequence[Page]) -> None:
        owned = document_pages.c.document_id == document.id
        self.connection.execute(delete(document_pages).where(owned))
        rows = [page_row(document, page) for page in pages]
        self.connection.execute(insert(document_pages), rows)

    def keep_passages(self, document: Document, kept: Sequence[Passage]) -> None:
        keep_passages(self.connection, document.id, kept)

    def purge(self, document: Document) -> None:
        for table in PARTS:
            self.connection.execute(delete(table).where(table.c.document_id == document.id))


@dataclass(frozen=True, slots=True)
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

    def commit(self) -> None:
        self.connection.commit()


@dataclass(frozen=True, slots=True)
class SqlKnowledgeStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self) -> Iterator[SqlKnowledgeWork]:
        with self.database.writing() as connection:
            yield SqlKnowledgeWork(connection)
