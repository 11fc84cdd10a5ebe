"""Documents, pages and passages as rows, and back."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, null

from domain.ids import DocumentId, OrganisationId, UserId
from domain.knowledge.content import Digest, DocumentState, Failure, Replacement
from domain.knowledge.cutting import Cut
from domain.knowledge.document import Document
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
        "known_to": sorted(str(one) for one in document.known_to),
        "revision": document.revision,
        "last_version": document.last_version,
        "replacement": _replacement_json(document.replacement),
        "purged_at": document.purged_at,
    }


def claim_row(document: Document, digest: Digest) -> dict[str, Any]:
    own = {"organisation_id": document.organisation_id, "document_id": document.id}
    return {**own, "digest": digest}


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
        known_to=frozenset(UserId(UUID(one)) for one in row.known_to),
        revision=row.revision,
        last_version=row.last_version,
        replacement=_to_replacement(row.replacement) if row.replacement else None,
        purged_at=row.purged_at,
    )


def _replacement_json(replacement: Replacement | None) -> Any:
    if replacement is None:
        return null()
    return {**asdict(replacement), "received_at": replacement.received_at.isoformat()}


def _to_replacement(held: dict[str, Any]) -> Replacement:
    values = {
        **held,
        "state": DocumentState(held["state"]),
        "received_at": datetime.fromisoformat(held["received_at"]),
        "failure": Failure(**held["failure"]) if held["failure"] else None,
    }
    return Replacement(**values)


def page_row(document: Document, page: Page) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "version": document.newest.version,
        "number": page.number,
        "text": page.text,
    }


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
