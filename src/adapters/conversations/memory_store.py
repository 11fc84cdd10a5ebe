"""Conversations kept in dictionaries."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from adapters.conversations.feedback import FEEDBACK, InMemoryFeedbackRepository
from adapters.database.memory import MemoryDatabase, MemoryTransaction, Rows
from adapters.jobs.memory import InMemoryJobs
from adapters.messaging.memory import InMemoryInbox
from adapters.permissions.access.memory_things import InMemoryOwnedThings
from application.service import service
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEvent, RunEventKind, RunId, RunState
from domain.ids import DocumentId, OrganisationId

CONVERSATIONS, MESSAGES, RUNS, RUN_EVENTS = "conversations", "messages", "runs", "run_events"


@service
class InMemoryConversationRepository:
    work: MemoryTransaction

    def add(self, conversation: Conversation) -> bool:
        rows = self.work.table(CONVERSATIONS)
        return rows.setdefault(conversation.id, conversation) is conversation

    def hold(self, id: ConversationId) -> None:
        """Whoever works is alone already."""

    def by_id(self, id: ConversationId) -> Conversation | None:
        return self.work.table(CONVERSATIONS).get(id)

    def save(self, conversation: Conversation) -> None:
        self.work.table(CONVERSATIONS)[conversation.id] = conversation

    def exchange(self, seen: Conversation, made: Conversation) -> bool:
        rows = self.work.table(CONVERSATIONS)
        held: Conversation | None = rows.get(seen.id)
        if held is None or held.version != seen.version:
            return False
        rows[seen.id] = made
        return True

    def remove(self, conversation: Conversation) -> None:
        del self.work.table(CONVERSATIONS)[conversation.id]
        for name in (MESSAGES, RUNS):
            rows = self.work.table(name)
            owned = [key for key, one in rows.items() if one.conversation_id == conversation.id]
            for key in owned:
                del rows[key]
                self.work.table(RUN_EVENTS).pop(key, None)
                self._unrate(key)

    def _unrate(self, id: MessageId) -> None:
        given = self.work.table(FEEDBACK)
        for key in [key for key in given if key[0] == id]:
            del given[key]


@service
class InMemoryMessageRepository:
    work: MemoryTransaction

    def append(self, message: Message) -> int:
        rows = self.work.table(MESSAGES)
        own = (one for one in rows.values() if one.conversation_id == message.conversation_id)
        last = max((one.position for one in own), default=0)
        rows[message.id] = replace(message, position=last + 1)
        return last + 1

    def withdraw(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        rows = self.work.table(MESSAGES)
        count = 0
        for message in list(rows.values()):
            cited = sum(one.document_id == document_id for one in message.citations)
            if cited and message.organisation_id == organisation_id:
                rows[message.id] = message.withdrawn(document_id)
                self._untell(message)
                count += cited
        self._untell_unfinished(organisation_id, document_id)
        return count

    def outwait_withdrawals(self, organisation_id: OrganisationId) -> None:
        """One transaction is done at a time."""

    def _untell(self, message: Message) -> None:
        for run in self.work.table(RUNS).values():
            if run.answer_id == message.id:
                self.work.table(RUN_EVENTS).pop(run.id, None)

    def _untell_unfinished(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        told: Rows = self.work.table(RUN_EVENTS)
        for run in self.work.table(RUNS).values():
            is_broken = run.organisation_id == organisation_id and run.state is RunState.FAILED
            if is_broken and any(quotes(event, document_id) for event in told.get(run.id, ())):
                del told[run.id]


@service
class InMemoryRunRepository:
    work: MemoryTransaction

    def by_id(self, id: RunId) -> Run | None:
        return self.work.table(RUNS).get(id)

    def by_question(self, id: MessageId) -> Run | None:
        return next((run for run in self.work.table(RUNS).values() if run.question_id == id), None)

    def running(self, id: ConversationId) -> Run | None:
        runs = self.work.table(RUNS).values()
        here = (run for run in runs if run.conversation_id == id)
        return next((run for run in here if run.state is RunState.RUNNING), None)

    def add(self, run: Run) -> bool:
        if self.running(run.conversation_id) or self.by_question(run.question_id):
            return False
        self.save(run)
        return True

    def save(self, run: Run) -> None:
        self.work.table(RUNS)[run.id] = run

    def tell(self, run: Run, events: Sequence[RunEvent]) -> None:
        told: Rows = self.work.table(RUN_EVENTS)
        told[run.id] = (*told.get(run.id, ()), *events)

    def told(self, run: Run) -> Sequence[RunEvent]:
        told: Sequence[RunEvent] = self.work.table(RUN_EVENTS).get(run.id, ())
        return told

    def last_sequence(self, run: Run) -> int:
        return len(self.work.table(RUN_EVENTS).get(run.id, ()))


@service
class InMemoryConversationsWork:
    work: MemoryTransaction

    @property
    def conversations(self) -> InMemoryConversationRepository:
        return InMemoryConversationRepository(self.work)

    @property
    def messages(self) -> InMemoryMessageRepository:
        return InMemoryMessageRepository(self.work)

    @property
    def feedback(self) -> InMemoryFeedbackRepository:
        return InMemoryFeedbackRepository(self.work)

    @property
    def runs(self) -> InMemoryRunRepository:
        return InMemoryRunRepository(self.work)

    @property
    def jobs(self) -> InMemoryJobs:
        return InMemoryJobs(self.work)

    @property
    def inbox(self) -> InMemoryInbox:
        return InMemoryInbox(self.work)

    @property
    def owned(self) -> InMemoryOwnedThings:
        return InMemoryOwnedThings(self.work)

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryConversationsStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self) -> Iterator[InMemoryConversationsWork]:
        with self.database.writing() as work:
            yield InMemoryConversationsWork(work)


def quotes(event: RunEvent, document_id: DocumentId) -> bool:
    """Return whether the event tells a quote of this document."""
    return event.kind is RunEventKind.CITATION and event.data["document_id"] == str(document_id)
