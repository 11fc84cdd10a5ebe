"""What messages look like from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import msgspec

from application.paging import Page
from domain.conversations.feedback import Feedback
from domain.conversations.message import (
    AnswerStatus,
    Message,
    MessageId,
    Role,
)
from entrypoints.http.conversations.answer_views import (
    CitationView,
    RetrievalView,
    TrimmedView,
    UsageView,
)
from entrypoints.http.conversations.asking import RetrievalDraft
from entrypoints.http.conversations.document_ids import DocumentIds
from entrypoints.http.conversations.feedback import FeedbackView
from entrypoints.http.paging import cursor
from entrypoints.http.shapes import WORDS, Moment


class MessageDraft(msgspec.Struct, forbid_unknown_fields=True):
    """`document_ids` stand in for the conversation's choice, for this one question."""

    content: Annotated[str, msgspec.Meta(min_length=1, max_length=10_000, extra_json_schema=WORDS)]
    document_ids: DocumentIds | None = None
    retrieval: RetrievalDraft | None = None


class MessageView(msgspec.Struct):
    """`document_ids` is null where the conversation's own choice was asked."""

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
    document_ids: list[UUID] | None
    trimmed: TrimmedView | None
    usage: UsageView | None
    feedback: FeedbackView | None

    @classmethod
    def of(cls, message: Message, feedback: Feedback | None = None) -> MessageView:
        asking, trimmed = message.asking, message.trimmed
        chosen = asking.document_ids if asking else None
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
            document_ids=None if chosen is None else list(chosen),
            trimmed=TrimmedView(*trimmed) if trimmed else None,
            usage=UsageView.of(message.usage) if message.usage else None,
            feedback=FeedbackView.of(feedback) if feedback else None,
        )


class MessageList(msgspec.Struct):
    items: list[MessageView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Message], given: Mapping[MessageId, Feedback]) -> MessageList:
        shown = [MessageView.of(one, given.get(one.id)) for one in page.items]
        return cls(shown, cursor(page.next))
