"""What documents look like from outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from application.paging import Page as PageOf
from domain.knowledge.document import LONGEST_TITLE, Document, DocumentState
from domain.knowledge.passage import Page
from entrypoints.http.paging import cursor
from entrypoints.http.shapes import STORABLE, Moment


class TextDocument(msgspec.Struct, forbid_unknown_fields=True):
    """A document written right here."""

    title: Annotated[
        str, msgspec.Meta(min_length=1, max_length=LONGEST_TITLE, extra_json_schema=STORABLE)
    ]
    text: Annotated[
        str, msgspec.Meta(min_length=1, max_length=1_000_000, extra_json_schema=STORABLE)
    ]


class FailureView(msgspec.Struct):
    code: str
    detail: str


class DocumentView(msgspec.Struct):
    """`index_version`: searches that ask for it, or a later one, find the document."""

    id: UUID
    title: str
    media_type: str
    size: int
    state: DocumentState
    failure: FailureView | None
    pages: int
    passages: int
    version: int
    index_version: int | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, document: Document) -> DocumentView:
        failure = document.failure
        return cls(
            id=document.id,
            title=document.title,
            media_type=document.media_type,
            size=document.size,
            state=document.state,
            failure=FailureView(failure.code, failure.detail) if failure else None,
            pages=document.pages,
            passages=document.passages,
            version=document.version,
            index_version=document.index_version or None,
            created_at=document.created_at,
            updated_at=document.updated_at,
        )


class DocumentList(msgspec.Struct):
    items: list[DocumentView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: PageOf[Document]) -> DocumentList:
        return cls([DocumentView.of(one) for one in page.items], cursor(page.next))


class PageView(msgspec.Struct):
    """`text` is what citations of this page quote; their `start` and `end` count in it."""

    document_id: UUID
    number: int
    text: str

    @classmethod
    def of(cls, document_id: UUID, page: Page) -> PageView:
        return cls(document_id, page.number, page.text)
