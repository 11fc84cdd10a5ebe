"""What conversations need from the outside world."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from application.jobs.ports import Jobs
from application.messaging.ports import Inbox
from application.paging import Page, Window
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.evidence import Evidence, Found
from domain.conversations.message import Message, MessageId, Turn
from domain.conversations.run import Run, RunEvent, RunId
from domain.ids import DocumentId, OrganisationId, UserId
from domain.principal import Principal


class ConversationRepository(Protocol):
    def add(self, conversation: Conversation) -> bool:
        """Insert it unless its id is taken; returns whether it was inserted."""

    def by_id(self, id: ConversationId) -> Conversation | None:
        """Find a conversation and hold it against other writers until the work ends."""

    def save(self, conversation: Conversation) -> None:
        """Insert or overwrite by id."""

    def remove(self, conversation: Conversation) -> None:
        """Delete it with its messages and runs."""


class MessageRepository(Protocol):
    def next_position(self, id: ConversationId) -> int: ...

    def add(self, message: Message) -> None: ...

    def withdraw(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        """Mark every citation of the document as withdrawn; returns how many there were.

        Events that told them are dropped, also those of runs that failed on their way.
        """


class RunRepository(Protocol):
    def by_id(self, id: RunId) -> Run | None:
        """Find a run and hold it against other writers until the work ends."""

    def by_question(self, id: MessageId) -> Run | None: ...

    def save(self, run: Run) -> None:
        """Insert or overwrite by id."""

    def tell(self, run: Run, events: Sequence[RunEvent]) -> None:
        """Add events; their sequence goes on from `last_sequence`."""

    def last_sequence(self, run: Run) -> int: ...


class ConversationsWork(Protocol):
    @property
    def conversations(self) -> ConversationRepository: ...

    @property
    def messages(self) -> MessageRepository: ...

    @property
    def runs(self) -> RunRepository: ...

    @property
    def jobs(self) -> Jobs: ...

    @property
    def inbox(self) -> Inbox: ...

    def commit(self) -> None: ...


class ConversationsStore(Protocol):
    def transaction(self) -> AbstractContextManager[ConversationsWork]:
        """Begin work that is discarded unless it is committed."""


class ConversationsReader(Protocol):
    def conversation(
        self, organisation_id: OrganisationId, id: ConversationId
    ) -> Conversation | None: ...

    def conversations(
        self, organisation_id: OrganisationId, owner_id: UserId, window: Window
    ) -> Page[Conversation]:
        """Return one person's conversations, newest first."""

    def messages(self, id: ConversationId, window: Window) -> Page[Message]:
        """Return messages, oldest first."""

    def message(self, id: MessageId) -> Message | None: ...

    def turns(self, id: ConversationId, *, before: MessageId, limit: int) -> Sequence[Turn]:
        """Return the last `limit` messages before that one, oldest first."""

    def quotations(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        """Count the quotes of this document that still stand, in messages and in told events."""

    def run(self, organisation_id: OrganisationId, id: RunId) -> Run | None: ...

    def run_events(self, id: RunId, *, after: int) -> Sequence[RunEvent]:
        """Return the run's events whose sequence is greater, in order."""


class EvidenceFinder(Protocol):
    """Conversations' view of knowledge."""

    def find(
        self, by: Principal, query: str, document_ids: Sequence[DocumentId], limit: int
    ) -> Found:
        """Find passages, best first; documents that are gone by now find nothing.

        Raises Unavailable.
        """

    def unknown(self, by: Principal, ids: Collection[DocumentId]) -> frozenset[DocumentId]:
        """Return those that this person cannot choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What to answer, and from what: `evidence` is numbered from 1 in the order given."""

    question: str
    history: tuple[Turn, ...]
    evidence: tuple[Evidence, ...]


class AnswerWriter(Protocol):
    @property
    def name(self) -> str: ...

    def write(self, brief: Brief) -> Iterator[str]:
        """Write in pieces of any size; each sentence names its evidence like `[1]`.

        What it writes is not trusted: every claim is held against the evidence afterwards.
        Closing the iterator stops the writing. Raises Unavailable, perhaps in the middle.
        """
