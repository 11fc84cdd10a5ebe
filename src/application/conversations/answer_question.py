"""Write an answer: find evidence, let the writer write, keep what stands on a quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.clock import Clock
from application.conversations.ports import (
    AnswerWriter,
    Brief,
    ConversationsReader,
    ConversationsStore,
    ConversationsWork,
    EvidenceFinder,
)
from application.conversations.telling import Told, claimed, completed, finding, started
from application.errors import Unavailable
from application.jobs.ports import Lease, LeaseLost
from domain.conversations.claims import claims
from domain.conversations.conversation import Conversation
from domain.conversations.evidence import Found
from domain.conversations.follow_up import rewritten
from domain.conversations.grounding import Draft
from domain.conversations.message import AnswerStatus, Message, Retrieval, Role, Turn
from domain.conversations.run import Run, RunEvent, RunEventKind, RunId, RunState
from domain.conversations.sufficiency import sufficient
from domain.principal import Principal

MOST_EVIDENCE = 8
MOST_TURNS = 10
ABSTENTION = "The chosen documents do not say enough to answer this."


@dataclass(frozen=True, slots=True)
class Task:
    """What a run works on, as it stood when the run began."""

    run: Run
    conversation: Conversation
    question: str
    history: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """The handler of `answer_question` jobs. Each claim is told as soon as it stands."""

    store: ConversationsStore
    reader: ConversationsReader
    evidence: EvidenceFinder
    writer: AnswerWriter
    clock: Clock

    def __call__(self, lease: Lease) -> None:
        task = self._begin(lease)
        if task is None:
            return
        try:
            self._answer(lease, task)
        except Unavailable as why:
            self._fail(lease, why.code, str(why))

    def give_up(self, lease: Lease) -> None:
        self._fail(lease, "given_up", "the answer was begun several times and never completed")

    def _answer(self, lease: Lease, task: Task) -> None:
        found = self._find(task)
        enough = sufficient(found.query, found.evidence)
        self._tell(task.run, [finding(found, enough)])
        draft = self._write(task, Draft(enough))
        self._complete(lease, task, found, draft)
        self._withdraw(task, draft)

    def _withdraw(self, task: Task, draft: Draft) -> None:
        """Withdraw quotes of documents that were deleted while the answer was written.

        Whoever deletes one from now on finds the message.
        """
        conversation = task.conversation
        by = Principal(conversation.owner_id, conversation.organisation_id)
        gone = self.evidence.unknown(by, {one.document_id for one in draft.citations})
        if gone:
            with self.store.transaction() as work:
                for document_id in sorted(gone):
                    work.messages.withdraw(conversation.organisation_id, document_id)
                work.commit()

    def _find(self, task: Task) -> Found:
        conversation = task.conversation
        by = Principal(conversation.owner_id, conversation.organisation_id)
        query = rewritten(task.question, task.history)
        return self.evidence.find(by, query, conversation.document_ids, MOST_EVIDENCE)

    def _write(self, task: Task, draft: Draft) -> Draft:
        if not draft.evidence:  # nothing to answer from: no model is called
            return draft
        brief = Brief(question=task.question, history=task.history, evidence=draft.evidence)
        for claim in claims(self.writer.write(brief)):
            draft, grounded = draft.weighed(claim)
            if grounded is not None:
                self._tell(task.run, claimed(grounded))
        return draft

    def _begin(self, lease: Lease) -> Task | None:
        with self.store.transaction() as work:
            run = work.runs.by_id(RunId(lease.job.subject))
            if run is None or run.state is not RunState.RUNNING:
                work.jobs.finish(lease)
                work.commit()
                return None
            run = run.begun()
            work.runs.save(run)
            _add(work, run, [started(run)])
            work.commit()
        return self._task(run)

    def _task(self, run: Run) -> Task | None:
        conversation = self.reader.conversation(run.organisation_id, run.conversation_id)
        question = self.reader.message(run.question_id)
        if conversation is None or question is None:  # deleted since; its run and job went along
            return None
        history = self.reader.turns(conversation.id, before=question.id, limit=MOST_TURNS)
        return Task(run, conversation, question.content, tuple(history))

    def _tell(self, run: Run, told: Sequence[Told]) -> None:
        if told:
            with self.store.transaction() as work:
                _still(work, run)
                _add(work, run, told)
                work.commit()

    def _complete(self, lease: Lease, task: Task, found: Found, draft: Draft) -> None:
        run = task.run
        with self.store.transaction() as work:
            _still(work, run)
            message = self._message(work, task, found, draft)
            work.messages.add(message)
            work.runs.save(run.completed())
            told = [completed(message)]
            if draft.status is AnswerStatus.ABSTAINED:
                told.insert(0, (RunEventKind.DELTA, {"text": message.content}))
            _add(work, run, told)
            work.jobs.finish(lease)
            work.commit()

    def _message(self, work: ConversationsWork, task: Task, found: Found, draft: Draft) -> Message:
        return Message(
            id=task.run.answer_id,
            conversation_id=task.conversation.id,
            organisation_id=task.conversation.organisation_id,
            position=work.messages.next_position(task.conversation.id),
            role=Role.ASSISTANT,
            content=draft.content or ABSTENTION,
            created_at=self.clock.now(),
            in_reply_to=task.run.question_id,
            answer_status=draft.status,
            citations=draft.citations,
            retrieval=_retrieval(found, draft),
            model=self.writer.name,
        )

    def _fail(self, lease: Lease, code: str, detail: str) -> None:
        with self.store.transaction() as work:
            run = work.runs.by_id(RunId(lease.job.subject))
            if run is not None and run.state is RunState.RUNNING:
                work.runs.save(run.failed())
                _add(work, run, [(RunEventKind.FAILED, {"code": code, "detail": detail})])
            work.jobs.finish(lease)
            work.commit()


def _still(work: ConversationsWork, run: Run) -> None:
    held = work.runs.by_id(run.id)
    if held is None or held.attempt != run.attempt or held.state is not RunState.RUNNING:
        raise LeaseLost


def _retrieval(found: Found, draft: Draft) -> Retrieval:
    places = tuple(one.place for one in draft.evidence)
    return Retrieval(query=found.query, places=places, withheld=draft.withheld)


def _add(work: ConversationsWork, run: Run, told: Sequence[Told]) -> None:
    last = work.runs.last_sequence(run)
    events = [
        RunEvent(last + count, kind, data) for count, (kind, data) in enumerate(told, start=1)
    ]
    work.runs.tell(run, events)
