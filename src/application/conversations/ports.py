"""What conversations need from the outside world."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from application.access.ports import OwnedThings
from application.jobs.ports import Jobs
from application.messaging.ports import Inbox
from application.paging import Page, Window
from domain.conversations.asking import SearchBy
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.evidence import Evidence, Found
from domain.conversations.feedback import Feedback
from domain.conversations.message import Message, MessageId, Role, Turn
from domain.conversations.run import Run, RunEvent, RunId
from domain.conversations.usage import Tokens
from domain.ids import DocumentId, OrganisationId, UserId
from domain.principal import Principal


class ConversationRepository(Protocol):
    def hold(self, id: ConversationId) -> None:
        """Keep other writers away from it until the work ends, if it is there."""

    def add(self, conversation: Conversation) -> bool:
        """Insert it unless its id is taken; returns whether it was inserted."""

    def by_id(self, id: ConversationId) -> Conversation | None:
        """Find a conversation and hold it against other writers until the work ends."""

    def save(self, conversation: Conversation) -> None:
        """Insert or overwrite by id."""

    def exchange(self, seen: Conversation, made: Conversation) -> bool:
        """Overwrite it, and hold it, if it is still of the version that was seen.

        Returns whether it was.
        """

    def remove(self, conversation: Conversation) -> None:
        """Delete it with its messages and runs."""


class MessageRepository(Protocol):
    def append(self, message: Message) -> int:
        """Add it behind its conversation's last one, whatever its `position` says.

        Returns the position that it got: they count up from 1. Whoever does holds the conversation.
        """

    def withdraw(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        """Keep each message that cites the document as `withdrawn` of it; returns how many quotes.

        Events that told them are dropped, also those of runs that failed on their way. Twice is
        fine.
        """

    def outwait_withdrawals(self, organisation_id: OrganisationId) -> None:
        """Wait until nobody withdraws; who begins to afterwards finds what this work commits.

        A document that is not deleted when one looks then is withdrawn when it is.
        """


class FeedbackRepository(Protocol):
    def save(self, feedback: Feedback) -> None:
        """Insert it, or overwrite what this person said of the message before."""

    def remove(self, id: MessageId, user_id: UserId) -> None:
        """Take back what this person said of the message; twice is fine."""


class RunRepository(Protocol):
    def by_id(self, id: RunId) -> Run | None:
        """Find a run and hold it against other writers until the work ends."""

    def by_question(self, id: MessageId) -> Run | None: ...

    def running(self, id: ConversationId) -> Run | None:
        """Find the run whose answer is being written in this conversation; there is one at most."""

    def save(self, run: Run) -> None:
        """Overwrite by id, or insert what may stand beside the others."""

    def add(self, run: Run) -> bool:
        """Insert it unless its conversation has one running or its question has one.

        Returns whether it was inserted.
        """

    def told(self, run: Run) -> Sequence[RunEvent]:
        """Return its events so far, in order."""

    def tell(self, run: Run, events: Sequence[RunEvent]) -> None:
        """Add events; their sequence goes on from `last_sequence`."""

    def last_sequence(self, run: Run) -> int: ...


class ConversationsWork(Protocol):
    @property
    def conversations(self) -> ConversationRepository: ...

    @property
    def messages(self) -> MessageRepository: ...

    @property
    def feedback(self) -> FeedbackRepository: ...

    @property
    def runs(self) -> RunRepository: ...

    @property
    def jobs(self) -> Jobs: ...

    @property
    def inbox(self) -> Inbox: ...

    @property
    def owned(self) -> OwnedThings: ...

    def commit(self) -> None: ...


class ConversationsStore(Protocol):
    def transaction(self) -> AbstractContextManager[ConversationsWork]:
        """Begin work that is discarded unless it is committed."""


@dataclass(frozen=True, slots=True)
class Said:
    """The last turns of a conversation, oldest first, and the position of its last message."""

    turns: tuple[Turn, ...] = ()
    last: int = 0

    @property
    def awaits_answer(self) -> bool:
        """Tell whether the last word is a question's: it is being answered, or its run failed."""
        return bool(self.turns) and self.turns[-1].role is Role.USER


class ConversationsReader(Protocol):
    def conversation(
        self, organisation_id: OrganisationId, id: ConversationId
    ) -> Conversation | None: ...

    def conversations(
        self,
        organisation_id: OrganisationId,
        owner_id: UserId,
        window: Window,
        *,
        archived: bool = False,
    ) -> Page[Conversation]:
        """Return one person's conversations, archived or not, newest first."""

    def messages(self, id: ConversationId, window: Window) -> Page[Message]:
        """Return messages, oldest first."""

    def message(self, id: MessageId) -> Message | None: ...

    def turns(self, id: ConversationId, *, before: MessageId, limit: int) -> Sequence[Turn]:
        """Return the last `limit` messages before that one, oldest first."""

    def said(self, id: ConversationId, *, limit: int) -> Said:
        """Return the last `limit` messages so far, and where the last of them stands."""

    def feedback(self, user_id: UserId, ids: Collection[MessageId]) -> Mapping[MessageId, Feedback]:
        """Return what this person said of those messages."""

    def quotations(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        """Count what stands of this document: quotes, told events, and answers that say it."""

    def run(self, organisation_id: OrganisationId, id: RunId) -> Run | None: ...

    def run_events(self, id: RunId, *, after: int) -> Sequence[RunEvent]:
        """Return the run's events whose sequence is greater, in order."""


class EvidenceFinder(Protocol):
    """Conversations' view of knowledge."""

    def find(
        self,
        by: Principal,
        query: str,
        document_ids: Sequence[DocumentId],
        limit: int,
        mode: SearchBy = SearchBy.HYBRID,
    ) -> Found:
        """Find passages, best first; documents that are gone by now find nothing.

        Each has its relevance, by whichever leg it was found. Raises Unavailable.
        """

    def unknown(self, by: Principal, ids: Collection[DocumentId]) -> frozenset[DocumentId]:
        """Return those that this person cannot choose."""

    def deleted(
        self, organisation_id: OrganisationId, ids: Collection[DocumentId]
    ) -> frozenset[DocumentId]:
        """Return those that are there no more, whoever might have viewed them."""


def unheard(_: Tokens) -> None:
    """Let the count go by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What to answer, and from what: `evidence` is numbered from 1 in the order given.

    A writer whose provider counts tokens tells `spent`, before its last piece is read.
    """

    question: str
    history: tuple[Turn, ...]
    evidence: tuple[Evidence, ...]
    spent: Callable[[Tokens], None] = unheard


BREATH_SECONDS = 0.25


class AnswerWriter(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def at_once(self) -> bool:
        """Whether it writes all of an answer without waiting for anything in between.

        What it has said is then told when it has said it all.
        """

    def write(self, brief: Brief) -> Generator[str]:
        """Write in pieces of any size; each sentence names its evidence like `[1]`.

        Who writes for longer than BREATH_SECONDS yields an empty piece that often, also while it
        waits, so that the reader may look up and leave.
        What it writes is not trusted: every claim is held against the evidence afterwards.
        Closing the iterator stops the writing. Raises Unavailable, perhaps in the middle.
        """
