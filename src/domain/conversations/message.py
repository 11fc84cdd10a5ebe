"""Messages, and the citations that tie an answer to pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, NewType
from uuid import UUID

from domain.conversations.asking import Asking
from domain.conversations.blanked import blanked
from domain.conversations.conversation import ConversationId
from domain.conversations.evidence import IndexUsed, Place
from domain.conversations.usage import Usage
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

    `withdrawn` is set when the document is deleted; its quote is then empty. `redacted` is set
    for a reader who may not view the document: its title, place and quote are then left out.
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
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """What was looked for, what the answer was written from, and how many claims fell.

    `rewritten` says that the query is neither the question nor one that was given.
    """

    query: str
    places: tuple[Place, ...]
    withheld: int = 0
    index: IndexUsed | None = None
    rewritten: bool = False

    def without(self, hidden: Collection[DocumentId]) -> Retrieval:
        places = tuple(one for one in self.places if one.document_id not in hidden)
        return replace(self, places=places)


class Trimmed(NamedTuple):
    """What did not fit into the writer's context: the oldest turns, the weakest evidence."""

    turns_dropped: int
    evidence_dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A question, which may say how it is to be `asking`; or an answer, and what it took."""

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
    asking: Asking | None = None
    trimmed: Trimmed | None = None
    usage: Usage | None = None

    @property
    def sources(self) -> frozenset[DocumentId]:
        """Return the documents of which something is shown, those left out that are deleted."""
        cited = {one.document_id for one in self.citations}
        places = {one.document_id for one in self.retrieval.places} if self.retrieval else set()
        deleted = {one.document_id for one in self.citations if one.withdrawn}
        return frozenset((cited | places) - deleted)

    def without(self, hidden: Collection[DocumentId]) -> Message:
        """Return it as shown to somebody who may not view these documents."""
        left_out = self.sources.intersection(hidden)
        if not left_out:
            return self
        gone = {one.marker for one in self.citations if one.document_id in left_out}
        citations = (_redacted(one) if one.marker in gone else one for one in self.citations)
        return replace(
            self,
            content=blanked(self.content, gone),
            citations=tuple(citations),
            retrieval=self.retrieval.without(left_out) if self.retrieval else None,
        )

    def withdrawn(self, document_id: DocumentId) -> Message:
        """Return it as it is kept once the document is deleted.

        Its quotes go, and for good the sentences that stand on them: they are its words.
        """
        gone = {one.marker for one in self.citations if one.document_id == document_id}
        citations = (_withdrawn(one) if one.marker in gone else one for one in self.citations)
        return replace(self, content=blanked(self.content, gone), citations=tuple(citations))


def _withdrawn(citation: Citation) -> Citation:
    return replace(citation, quote="", withdrawn=True)


def _redacted(citation: Citation) -> Citation:
    return replace(citation, title="", page=0, start=0, end=0, quote="", redacted=True)


@dataclass(frozen=True, slots=True)
class Turn:
    """A message as later questions remember it, and the document that each marker cites."""

    role: Role
    content: str
    cited: Mapping[int, DocumentId] = field(default_factory=dict)

    @classmethod
    def of(cls, message: Message) -> Turn:
        cited = {one.marker: one.document_id for one in message.citations if not one.withdrawn}
        return cls(message.role, message.content, cited)

    def without(self, hidden: Collection[DocumentId]) -> Turn:
        """Return it as told to somebody who may not view these documents."""
        gone = {marker for marker, document_id in self.cited.items() if document_id in hidden}
        return replace(self, content=blanked(self.content, gone))
