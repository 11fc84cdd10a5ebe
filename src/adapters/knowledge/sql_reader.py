"""Views of documents, straight from the rows."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Row, Select, bindparam, func, select

from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.knowledge.rows import to_document, to_passage
from adapters.knowledge.tables import (
    document_contents,
    document_digests,
    document_pages,
    document_replacements,
    documents,
    passages,
)
from application.knowledge.ports import FoundPassage
from application.service import service
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.document import Digest, Document, DocumentState
from domain.knowledge.passage import Page, PassageId

MOST_PARAMETERS = 500
"""Ids asked for in one statement: SQLite takes 32,766 parameters, and short plans are cached."""

PARTS = {"bytes": document_contents, "pages": document_pages, "passages": passages}

REPLACEMENTS = select(document_replacements.c["count"]).where(
    document_replacements.c.organisation_id == bindparam("organisation_id")
)
SHOWN = (
    select(*passages.c, documents.c.title, documents.c.organisation_id)
    .join(documents, documents.c.id == passages.c.document_id)
    .where(
        passages.c.id.in_(bindparam("ids", expanding=True)),
        documents.c.deleted_at.is_(None),
        documents.c.state == DocumentState.READY.value,
        documents.c.version == passages.c.version,
    )
)
"""Every search asks both, and to build a statement takes longer than to run it."""
KNOWN = select(documents.c.id).where(
    documents.c.organisation_id == bindparam("organisation"), documents.c.deleted_at.is_(None)
)
KNOWN_ONE = KNOWN.where(documents.c.id == bindparam("id"))
KNOWN_SOME = KNOWN.where(documents.c.id.in_(bindparam("ids", expanding=True)))
"""Built once: to build one takes longer than to run it, and so does expanding a list of one."""


@service
class SqlKnowledgeReader:
    database: SqlDatabase

    def document(self, organisation_id: OrganisationId, id: DocumentId) -> Document | None:
        found = self._rows(select(documents).where(*_held(organisation_id), documents.c.id == id))
        return to_document(found[0]) if found else None

    def among(
        self, organisation_id: OrganisationId, ids: Sequence[DocumentId]
    ) -> Sequence[Document]:
        asked = select(documents).where(*_held(organisation_id), documents.c.id.in_(ids))
        held = {row.id: to_document(row) for row in self._rows(asked)} if ids else {}
        return [held[one] for one in ids if one in held]

    def by_digest(self, organisation_id: OrganisationId, digest: Digest) -> Sequence[Document]:
        same = (
            select(documents)
            .join(document_digests, document_digests.c.document_id == documents.c.id)
            .where(
                *_held(organisation_id),
                document_digests.c.organisation_id == organisation_id,
                document_digests.c.digest == digest,
            )
        )
        return [to_document(row) for row in self._rows(same.order_by(documents.c.id))]

    def content(
        self, organisation_id: OrganisationId, id: DocumentId, version: int
    ) -> bytes | None:
        found = self._rows(_part(document_contents, organisation_id, id, version))
        return found[0].bytes if found else None

    def pages(
        self, organisation_id: OrganisationId, id: DocumentId, version: int
    ) -> Sequence[Page]:
        all_pages = _part(document_pages, organisation_id, id, version)
        ordered = all_pages.order_by(document_pages.c.number)
        return [Page(row.number, row.text) for row in self._rows(ordered)]

    def page(
        self, organisation_id: OrganisationId, id: DocumentId, version: int, number: int
    ) -> Page | None:
        all_pages = _part(document_pages, organisation_id, id, version)
        found = self._rows(all_pages.where(document_pages.c.number == number))
        return Page(found[0].number, found[0].text) if found else None

    def unknown(
        self, organisation_id: OrganisationId, ids: Collection[DocumentId]
    ) -> frozenset[DocumentId]:
        listed, own = list(ids), {"organisation": organisation_id}
        if len(listed) == 1:
            known = asked(self.database, KNOWN_ONE, {**own, "id": listed[0]})
        else:
            known = [
                row
                for some in _slices(listed)
                for row in asked(self.database, KNOWN_SOME, {**own, "ids": some})
            ]
        return frozenset(listed).difference(DocumentId(row.id) for row in known)

    def shown(
        self, organisation_id: OrganisationId, ids: Collection[DocumentId]
    ) -> dict[DocumentId, int]:
        asked = select(documents.c.id, documents.c.version).where(*_held(organisation_id))
        return {DocumentId(row.id): row.version for row in self._each(asked, documents.c.id, ids)}

    def replacements(self, organisation_id: OrganisationId) -> int:
        found = asked(self.database, REPLACEMENTS, {"organisation_id": organisation_id})
        return found[0][0] if found else 0

    def passages(
        self, organisation_id: OrganisationId, ids: Collection[PassageId]
    ) -> dict[PassageId, FoundPassage]:
        return {
            PassageId(row.id): FoundPassage(to_passage(row), row.title)
            for some in _slices(ids)
            for row in asked(self.database, SHOWN, {"ids": some})
            # in SQL this would have SQLite read all passages of the organisation
            if row.organisation_id == organisation_id
        }

    def erased(self, organisation_id: OrganisationId, id: DocumentId) -> Document | None:
        own = (documents.c.organisation_id == organisation_id, documents.c.id == id)
        found = self._rows(select(documents).where(*own, documents.c.deleted_at.is_not(None)))
        return to_document(found[0]) if found else None

    def remains(self, document: Document) -> dict[str, int]:
        return {
            name: self._rows(
                select(func.count()).select_from(part).where(part.c.document_id == document.id)
            )[0][0]
            for name, part in PARTS.items()
        }

    def _each(
        self, asked: Select[Any], key: Column[Any], ids: Collection[Any]
    ) -> Iterator[Row[Any]]:
        for some in _slices(ids):
            yield from self._rows(asked.where(key.in_(some)))

    def _rows(self, asked: Select[Any]) -> Sequence[Row[Any]]:
        with self.database.reading() as connection:
            return connection.execute(asked).all()


def _slices(ids: Collection[Any]) -> Iterator[list[Any]]:
    listed = list(ids)
    for at in range(0, len(listed), MOST_PARAMETERS):
        yield listed[at : at + MOST_PARAMETERS]


def _held(organisation_id: OrganisationId) -> tuple[Any, ...]:
    return (documents.c.organisation_id == organisation_id, documents.c.deleted_at.is_(None))


def _part(part: Any, organisation_id: OrganisationId, id: DocumentId, version: int) -> Select[Any]:
    joined = select(part).join(documents, documents.c.id == part.c.document_id)
    return joined.where(*_held(organisation_id), documents.c.id == id, part.c.version == version)
