"""Messages, and the citations that tie an answer to pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from domain.conversations.conversation import ConversationId
from domain.conversations.evidence import IndexUsed, Place
from domain.ids import DocumentId, OrganisationId

MessageId = NewType("MessageId", UUID)


class Role(StrEnum):
    USER = "user"
    ASSISTANT = "assistant"


class AnswerStatus(StrEnum):
    """`stopped`: somebody ended it; its content is what had been told by then, perhaps nothing."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    ABSTAINED = "abstained"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """`quote` is characters `start` to `end` of that page of that version, to the letter.

    `withdrawn` is set when the document is deleted; its quote is then empty.
    """

    marker: int
    document_id: DocumentId
    version: int
    title: str
    page: int
    start: int
    end: int
    quote: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """What was looked for, what the answer was written from, and how many claims fell."""

    query: str
    places: tuple[Place, ...]
    withheld: int = 0
    index: IndexUsed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    id: MessageId
    conversation_id: ConversationId
    organisation_id: OrganisationId
    position: int
    role: Role
    content: str
    created_at: datetime
    in_reply_to: MessageId | None = None
    answer_status: AnswerStatus | None = None
    citations: tuple[Citation, ...] = ()
    retrieval: Retrieval | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A message as later questions remember it."""

    role: Role
    content: str
