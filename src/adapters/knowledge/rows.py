"""Documents, pages and passages as rows, and back."""

from typing import Any

from sqlalchemy import Row

from domain.ids import DocumentId, OrganisationId, UserId
from domain.knowledge.cutting import Cut
from domain.knowledge.document import Digest, Document, DocumentState, Failure
from domain.knowledge.passage import Page, Passage, PassageId


def document_row(document: Document) -> dict[str, Any]:
    failure = document.failure
    return {
        "id": document.id,
        "organisation_id": document.organisation_id,
        "owner_id": document.owner_id,
        "title": document.title,
        "media_type": document.media_type,
        "size": document.size,
        "digest": document.digest,
        "version": document.version,
        "state": document.state.value,
        "failure_code": failure.code if failure else None,
        "failure_detail": failure.detail if failure else None,
        "pages": document.pages,
        "passages": document.passages,
        "index_version": document.index_version,
        "created_at": document.created_at,
        "updated_at": document.updated_at,
        "deleted_at": document.deleted_at,
    }


def to_document(row: Row[Any]) -> Document:
    return Document(
        id=DocumentId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        owner_id=UserId(row.owner_id),
        title=row.title,
        media_type=row.media_type,
        size=row.size,
        digest=Digest(row.digest),
        version=row.version,
        state=DocumentState(row.state),
        failure=Failure(row.failure_code, row.failure_detail) if row.failure_code else None,
        pages=row.pages,
        passages=row.passages,
        index_version=row.index_version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
    )


def page_row(document: Document, page: Page) -> dict[str, Any]:
    return {"document_id": document.id, "number": page.number, "text": page.text}


def passage_row(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "version": passage.version,
        "cut": str(passage.cut),
        "ordinal": passage.ordinal,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def to_passage(row: Row[Any]) -> Passage:
    return Passage(
        id=PassageId(row.id),
        document_id=DocumentId(row.document_id),
        version=row.version,
        cut=Cut.parse(row.cut),
        ordinal=row.ordinal,
        page=row.page,
        start=row.start,
        end=row.end,
        text=row.text,
    )
