"""What documents look like from outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from application.knowledge.erasure import Erasure
from application.paging import Page as PageOf
from domain.knowledge.content import DocumentState, Failure, Replacement
from domain.knowledge.document import LONGEST_TITLE, Document
from domain.knowledge.passage import Page
from entrypoints.http.paging import cursor
from entrypoints.http.shapes import STORABLE, Moment


class TextDocument(msgspec.Struct, forbid_unknown_fields=True):
    """A document written right here; `folder_id` names a folder or department to put it into."""

    title: Annotated[
        str, msgspec.Meta(min_length=1, max_length=LONGEST_TITLE, extra_json_schema=STORABLE)
    ]
    text: Annotated[
        str, msgspec.Meta(min_length=1, max_length=1_000_000, extra_json_schema=STORABLE)
    ]
    folder_id: UUID | None = None


class TextContent(msgspec.Struct, forbid_unknown_fields=True):
    """A new text for a document; without a title it keeps its own."""

    text: Annotated[
        str, msgspec.Meta(min_length=1, max_length=1_000_000, extra_json_schema=STORABLE)
    ]
    title: (
        Annotated[
            str, msgspec.Meta(min_length=1, max_length=LONGEST_TITLE, extra_json_schema=STORABLE)
        ]
        | None
    ) = None


class FailureView(msgspec.Struct):
    code: str
    detail: str


class ReplacementView(msgspec.Struct):
    """The content that is to take the place of the one shown, or says why it cannot."""

    version: int
    title: str
    media_type: str
    size: int
    state: DocumentState
    failure: FailureView | None
    received_at: Moment

    @classmethod
    def of(cls, replacement: Replacement) -> ReplacementView:
        return cls(
            version=replacement.version,
            title=replacement.title,
            media_type=replacement.media_type,
            size=replacement.size,
            state=replacement.state,
            failure=_failure(replacement.failure),
            received_at=replacement.received_at,
        )


class DocumentView(msgspec.Struct):
    """All but `replacement` tells of the content that is shown once it is ready."""

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
    replacement: ReplacementView | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, document: Document) -> DocumentView:
        replacement = document.replacement
        return cls(
            id=document.id,
            title=document.title,
            media_type=document.media_type,
            size=document.size,
            state=document.state,
            failure=_failure(document.failure),
            pages=document.pages,
            passages=document.passages,
            version=document.version,
            index_version=document.index_version or None,
            replacement=ReplacementView.of(replacement) if replacement else None,
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
    version: int
    number: int
    text: str

    @classmethod
    def of(cls, document_id: UUID, version: int, page: Page) -> PageView:
        return cls(document_id, version, page.number, page.text)


class RemainderView(msgspec.Struct):
    """What was counted there just now: `bytes` in files, `index` in passages of all versions."""

    name: str
    remaining: int


class ErasureView(msgspec.Struct):
    """`purged_at` is null as long as anything remains anywhere."""

    document_id: UUID
    deleted_at: Moment
    purged_at: Moment | None
    stores: list[RemainderView]

    @classmethod
    def of(cls, erasure: Erasure) -> ErasureView:
        stores = [RemainderView(place.name, place.remaining) for place in erasure.places]
        return cls(erasure.document_id, erasure.deleted_at, erasure.purged_at, stores)


def _failure(failure: Failure | None) -> FailureView | None:
    return FailureView(failure.code, failure.detail) if failure else None
