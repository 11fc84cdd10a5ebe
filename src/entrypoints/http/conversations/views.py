"""What conversations look like from outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from application.paging import Page
from domain.conversations.conversation import LONGEST_TITLE, Conversation
from domain.conversations.message import (
    AnswerStatus,
    Citation,
    Message,
    Retrieval,
    Role,
)
from entrypoints.http.paging import cursor
from entrypoints.http.shapes import STORABLE, WORDS, Moment

Title = Annotated[
    str, msgspec.Meta(min_length=1, max_length=LONGEST_TITLE, extra_json_schema=STORABLE)
]
DocumentIds = Annotated[list[UUID], msgspec.Meta(max_length=1_000)]


class ConversationDraft(msgspec.Struct, forbid_unknown_fields=True):
    """Without `document_ids`, every document of the organisation is asked."""

    title: Title | None = None
    document_ids: DocumentIds = []


class ConversationPatch(msgspec.Struct, forbid_unknown_fields=True):
    """A member that is left out, or null, stays as it is."""

    title: Title | None = None
    document_ids: DocumentIds | None = None


class ConversationView(msgspec.Struct):
    id: UUID
    title: str
    document_ids: list[UUID]
    version: int
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, conversation: Conversation) -> ConversationView:
        return cls(
            id=conversation.id,
            title=conversation.title,
            document_ids=list(conversation.document_ids),
            version=conversation.version,
            created_at=conversation.created_at,
            updated_at=conversation.updated_at,
        )


class ConversationList(msgspec.Struct):
    items: list[ConversationView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Conversation]) -> ConversationList:
        return cls([ConversationView.of(one) for one in page.items], cursor(page.next))


class MessageDraft(msgspec.Struct, forbid_unknown_fields=True):
    content: Annotated[str, msgspec.Meta(min_length=1, max_length=10_000, extra_json_schema=WORDS)]


class CitationView(msgspec.Struct):
    """`quote` is characters `start` to `end` of that page of that version of the document.

    It is empty once the document is deleted. A version that was replaced has no page to open.
    """

    marker: int
    document_id: UUID
    version: int
    title: str
    page: int
    start: int
    end: int
    quote: str
    withdrawn: bool

    @classmethod
    def of(cls, citation: Citation) -> CitationView:
        return cls(
            marker=citation.marker,
            document_id=citation.document_id,
            version=citation.version,
            title=citation.title,
            page=citation.page,
            start=citation.start,
            end=citation.end,
            quote=citation.quote,
            withdrawn=citation.withdrawn,
        )


class PlaceView(msgspec.Struct):
    passage_id: UUID
    document_id: UUID
    title: str
    page: int
    score: float
    relevance: float


class RetrievalView(msgspec.Struct):
    """`withheld` counts claims of the model that no quote bears out; they are not shown."""

    query: str
    hits: list[PlaceView]
    withheld: int

    @classmethod
    def of(cls, retrieval: Retrieval) -> RetrievalView:
        hits = [
            PlaceView(
                one.passage_id, one.document_id, one.title, one.page, one.score, one.relevance
            )
            for one in retrieval.places
        ]
        return cls(retrieval.query, hits, retrieval.withheld)


class MessageView(msgspec.Struct):
    id: UUID
    conversation_id: UUID
    role: Role
    content: str
    answer_status: AnswerStatus | None
    citations: list[CitationView]
    retrieval: RetrievalView | None
    model: str | None
    in_reply_to: UUID | None
    created_at: Moment

    @classmethod
    def of(cls, message: Message) -> MessageView:
        return cls(
            id=message.id,
            conversation_id=message.conversation_id,
            role=message.role,
            content=message.content,
            answer_status=message.answer_status,
            citations=[CitationView.of(one) for one in message.citations],
            retrieval=RetrievalView.of(message.retrieval) if message.retrieval else None,
            model=message.model,
            in_reply_to=message.in_reply_to,
            created_at=message.created_at,
        )


class MessageList(msgspec.Struct):
    items: list[MessageView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Message]) -> MessageList:
        return cls([MessageView.of(one) for one in page.items], cursor(page.next))
