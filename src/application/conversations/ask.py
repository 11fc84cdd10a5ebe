"""Put a question into a conversation: from here on it will be answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.conversations.keep_conversations import held as conversation_held
from application.conversations.ports import ConversationsStore, ConversationsWork, EvidenceFinder
from application.conversations.retelling import Transcript
from application.conversations.task import Task
from application.conversations.telling import started, tell
from application.ids import IdSource
from application.jobs.ports import Lease, job_for
from application.jobs.work import LEASE
from application.service import service
from domain.access import Level
from domain.conversations.asking import AS_USUAL, Asking
from domain.conversations.context_budget import Budget
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.errors import (
    ConversationBusy,
    ConversationNotFound,
    DocumentsNotOffered,
    QuestionEmpty,
)
from domain.conversations.message import Message, MessageId, Role
from domain.conversations.run import Run, RunId, RunState
from domain.ids import DocumentId
from domain.principal import Principal

ANSWER = "answer_question"
ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Question:
    id: MessageId
    conversation_id: ConversationId
    content: str
    asking: Asking | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """`begun` is None when the answer is being written already, or was."""

    run: Run
    begun: Begun | None


@dataclass(frozen=True, slots=True)
class Begun:
    """An answer's first attempt: the right to it here and now, and what it works on."""

    lease: Lease
    task: Task


@service
class AskQuestion:
    """The question, its run and the job to answer it are kept in one transaction.

    The asking process holds the job's lease from the start and has begun the first attempt, so
    that it answers without a detour; should it die, the lease runs out and a worker takes over.
    `model` is the name of the writer here.
    """

    store: ConversationsStore
    clock: Clock
    ids: IdSource
    evidence: EvidenceFinder
    access: Access
    model: str
    lasting: timedelta = LEASE
    budget: Budget | None = None

    def __call__(self, by: Principal, question: Question) -> Asked:
        """Ask, unless an answer is being written there; the same id again is the same question.

        Raises QuestionEmpty, QuestionTooLong, ConversationNotFound, LevelNotHeld,
        DocumentsNotOffered, ConversationBusy.
        """
        unknown = self.check(by, question)
        now = self.clock.now()
        with self.store.transaction() as work:
            conversation = conversation_held(work, by, question.conversation_id)
            run = self.run(by, conversation, question, now)
            if unknown or put(work, run, question) is None:
                return self._refused(work, run, unknown)
            work.conversations.save(conversation.asked(question.content, now=now))
            tell(work, run, [started(run, self.model)], after=0)
            job = job_for(
                run.id,
                id=self.ids.new(),
                queue=ANSWERS,
                kind=ANSWER,
                organisation_id=run.organisation_id,
            )
            until = self.clock.now() + self.lasting  # from after a wait for the database
            lease = work.jobs.enqueue_leased(job, token=self.ids.new(), until=until)
            work.commit()
        told, asking = Transcript(model=self.model, last=1), question.asking or AS_USUAL
        task = Task(run, conversation, question.content, (), told, asking)
        return Asked(run, Begun(lease, task))

    def check(self, by: Principal, question: Question) -> frozenset[DocumentId]:
        """Return the documents that were chosen and are not offered.

        Raises QuestionEmpty, QuestionTooLong, ConversationNotFound, LevelNotHeld.
        """
        if not question.content.strip():
            raise QuestionEmpty
        if self.budget is not None:
            self.budget.check(question.content)
        require(self.access, by, Level.EDIT, question.conversation_id, ConversationNotFound)
        return self._unknown(by, question.asking)

    def _unknown(self, by: Principal, asking: Asking | None) -> frozenset[DocumentId]:
        chosen = asking.document_ids if asking is not None else None
        return self.evidence.unknown(by, chosen) if chosen else frozenset()

    def _refused(self, work: ConversationsWork, run: Run, unknown: frozenset[DocumentId]) -> Asked:
        """Return the run that the question has already; raises what it was refused for."""
        held = work.runs.by_question(run.question_id)
        if held is not None:
            return Asked(held, None)
        if unknown:
            raise DocumentsNotOffered(unknown)
        writing = work.runs.running(run.conversation_id)
        raise ConversationBusy(writing.id if writing else None)

    def run(
        self, by: Principal, conversation: Conversation, question: Question, now: datetime
    ) -> Run:
        """Return the run that such a question begins."""
        return Run(
            id=RunId(self.ids.new()),
            organisation_id=conversation.organisation_id,
            conversation_id=conversation.id,
            question_id=question.id,
            answer_id=MessageId(self.ids.new()),
            state=RunState.RUNNING,
            attempt=1,
            created_at=now,
            asked_by=by,
        )


def put(work: ConversationsWork, run: Run, question: Question) -> int | None:
    """Keep the question and its run; returns the question's position in its conversation.

    None if it has a run already, or if an answer is being written there.
    """
    return work.messages.append(_message(run, question)) if work.runs.add(run) else None


def _message(run: Run, question: Question) -> Message:
    """Return the question; its position is known once it is kept."""
    return Message(
        id=question.id,
        conversation_id=run.conversation_id,
        organisation_id=run.organisation_id,
        position=0,
        role=Role.USER,
        content=question.content,
        created_at=run.created_at,
        asking=question.asking,
    )
