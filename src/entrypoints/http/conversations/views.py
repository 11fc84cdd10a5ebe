"""What conversations look like from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import msgspec

from application.paging import Page
from domain.conversations.conversation import LONGEST_TITLE, Conversation
from domain.conversations.feedback import Feedback
from domain.conversations.message import (
    AnswerStatus,
    Citation,
    Message,
    MessageId,
    Retrieval,
    Role,
)
from domain.conversations.run import Run, RunState
from domain.conversations.usage import CountedBy, Usage
from entrypoints.http.conversations.asking import RetrievalDraft
from entrypoints.http.conversations.feedback import FeedbackView
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
    archived: bool | None = None


class ConversationView(msgspec.Struct):
    id: UUID
    title: str
    document_ids: list[UUID]
    archived: bool
    version: int
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, conversation: Conversation) -> ConversationView:
        return cls(
            id=conversation.id,
            title=conversation.title,
            document_ids=list(conversation.document_ids),
            archived=conversation.archived,
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
    """`document_ids` stand in for the conversation's choice, for this one question."""

    content: Annotated[str, msgspec.Meta(min_length=1, max_length=10_000, extra_json_schema=WORDS)]
    document_ids: DocumentIds | None = None
    retrieval: RetrievalDraft | None = None


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
    """`withheld` counts claims of the model that no quote bears out; they are not shown.

    `generation` and `index_version` name the state of the index that all evidence came from.
    `rewritten` says that the query is neither the question nor one that was given.
    """

    query: str
    rewritten: bool
    hits: list[PlaceView]
    withheld: int
    generation: int | None
    index_version: int | None

    @classmethod
    def of(cls, retrieval: Retrieval) -> RetrievalView:
        hits = [
            PlaceView(
                one.passage_id, one.document_id, one.title, one.page, one.score, one.relevance
            )
            for one in retrieval.places
        ]
        used = retrieval.index
        return cls(
            query=retrieval.query,
            rewritten=retrieval.rewritten,
            hits=hits,
            withheld=retrieval.withheld,
            generation=used.generation if used else None,
            index_version=used.version if used else None,
        )


class TrimmedView(msgspec.Struct):
    """What did not fit into the model's context: the oldest turns, the weakest evidence."""

    turns_dropped: int
    evidence_dropped: int


class UsageView(msgspec.Struct):
    """What the answer took; tokens as the provider told them, or estimated."""

    input_characters: int
    output_characters: int
    prompt_tokens: int
    completion_tokens: int
    source: CountedBy
    milliseconds: int

    @classmethod
    def of(cls, usage: Usage) -> UsageView:
        return cls(*(getattr(usage, name) for name in cls.__struct_fields__))


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


class RunView(msgspec.Struct):
    """`message_id` is the answer's; it can be read once `state` is completed or stopped."""

    id: UUID
    conversation_id: UUID
    question_id: UUID
    message_id: UUID
    state: RunState

    @classmethod
    def of(cls, run: Run) -> RunView:
        return cls(
            id=run.id,
            conversation_id=run.conversation_id,
            question_id=run.question_id,
            message_id=run.answer_id,
            state=run.state,
        )


class MessageList(msgspec.Struct):
    items: list[MessageView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Message], given: Mapping[MessageId, Feedback]) -> MessageList:
        shown = [MessageView.of(one, given.get(one.id)) for one in page.items]
        return cls(shown, cursor(page.next))
