"""What documents look like from outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from application.knowledge.search_passages import RankedPassage
from application.paging import Page as PageOf
from domain.knowledge.document import LONGEST_TITLE, Document, DocumentState
from domain.knowledge.passage import Page
from domain.knowledge.retrieval import SearchMode
from entrypoints.http.paging import cursor
from entrypoints.http.shapes import STORABLE, WORDS, Moment


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
    id: UUID
    title: str
    media_type: str
    size: int
    state: DocumentState
    failure: FailureView | None
    pages: int
    passages: int
    version: int
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


class SearchQuery(msgspec.Struct, forbid_unknown_fields=True):
    query: Annotated[str, msgspec.Meta(min_length=1, max_length=10_000, extra_json_schema=WORDS)]
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10
    document_ids: Annotated[list[UUID], msgspec.Meta(max_length=1_000)] = []
    mode: SearchMode = SearchMode.HYBRID


class PassageView(msgspec.Struct):
    passage_id: UUID
    document_id: UUID
    title: str
    page: int
    text: str
    score: float
    relevance: float

    @classmethod
    def of(cls, ranked: RankedPassage) -> PassageView:
        passage = ranked.found.passage
        return cls(
            passage_id=passage.id,
            document_id=passage.document_id,
            title=ranked.found.title,
            page=passage.page,
            text=passage.text,
            score=ranked.score,
            relevance=ranked.relevance,
        )


class SearchAnswer(msgspec.Struct):
    items: list[PassageView]
