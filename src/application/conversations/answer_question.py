"""Write an answer: find evidence, let the writer write, keep what stands on a quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.clock import Clock
from application.conversations.metering import Meter
from application.conversations.ports import (
    AnswerWriter,
    ConversationsReader,
    ConversationsStore,
    ConversationsWork,
    EvidenceFinder,
)
from application.conversations.telling import (
    Told,
    claimed,
    completed,
    finding,
    started,
    trimming,
)
from application.errors import Unavailable
from application.jobs.ports import Lease, LeaseLost
from domain.conversations.asking import AS_USUAL, Asking
from domain.conversations.claims import claims
from domain.conversations.context_budget import Budget, Context
from domain.conversations.conversation import Conversation
from domain.conversations.errors import QuestionTooLong
from domain.conversations.evidence import Evidence, Found
from domain.conversations.follow_up import rewritten
from domain.conversations.grounding import Draft
from domain.conversations.message import AnswerStatus, Message, Retrieval, Role, Turn
from domain.conversations.run import Run, RunEvent, RunEventKind, RunId, RunState
from domain.conversations.sufficiency import sufficient
from domain.principal import Principal

MOST_TURNS = 10
ABSTENTION = "The chosen documents do not say enough to answer this."


@dataclass(frozen=True, slots=True)
class Task:
    """What a run works on, as it stood when the run began."""

    run: Run
    conversation: Conversation
    question: str
    history: tuple[Turn, ...]
    asking: Asking = AS_USUAL


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """The handler of `answer_question` jobs. Each claim is told as soon as it stands.

    Without a `budget` the writer is given all that is found.
    """

    store: ConversationsStore
    reader: ConversationsReader
    evidence: EvidenceFinder
    writer: AnswerWriter
    clock: Clock
    budget: Budget | None = None

    def __call__(self, lease: Lease) -> None:
        task = self._begin(lease)
        if task is None:
            return
        try:
            self._answer(lease, task)
        except (Unavailable, QuestionTooLong) as why:
            self._fail(lease, why.code, str(why))

    def give_up(self, lease: Lease) -> None:
        self._fail(lease, "given_up", "the answer was begun several times and never completed")

    def _answer(self, lease: Lease, task: Task) -> None:
        meter = Meter(self.clock, self.clock.now())
        found = self._find(task)
        context = self._fitted(task, sufficient(found.query, found.evidence))
        self._tell(task.run, [finding(found, context.evidence), *trimming(context.trimmed)])
        draft = self._write(task, context, meter)
        message = replace(
            self._message(task, found, draft), trimmed=context.trimmed, usage=meter.usage
        )
        self._complete(lease, task, message)

    def _find(self, task: Task) -> Found:
        conversation, asking = task.conversation, task.asking
        by = Principal(conversation.owner_id, conversation.organisation_id)
        own = rewritten(task.question, task.history)
        chosen = asking.document_ids
        found = self.evidence.find(
            by,
            asking.query or own,
            conversation.document_ids if chosen is None else chosen,
            asking.limit,
            asking.mode,
        )
        return replace(found, rewritten=asking.query is None and own != task.question)

    def _fitted(self, task: Task, evidence: tuple[Evidence, ...]) -> Context:
        if self.budget is None:
            return Context(task.history, evidence)
        return self.budget.fit(task.question, task.history, evidence)

    def _write(self, task: Task, context: Context, meter: Meter) -> Draft:
        draft = Draft(context.evidence)
        if not draft.evidence:  # nothing to answer from: no model is called
            return draft
        for claim in claims(meter.writing(self.writer, task.question, context)):
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
        asking = question.asking or AS_USUAL
        return Task(run, conversation, question.content, tuple(history), asking)

    def _tell(self, run: Run, told: Sequence[Told]) -> None:
        if told:
            with self.store.transaction() as work:
                _still(work, run)
                _add(work, run, told)
                work.commit()

    def _complete(self, lease: Lease, task: Task, message: Message) -> None:
        run = task.run
        with self.store.transaction() as work:
            _still(work, run)
            position = work.messages.next_position(message.conversation_id)
            work.messages.add(replace(message, position=position))
            work.runs.save(run.completed())
            told = [completed(message)]
            if message.answer_status is AnswerStatus.ABSTAINED:
                told.insert(0, (RunEventKind.DELTA, {"text": message.content}))
            _add(work, run, told)
            work.jobs.finish(lease)
            work.commit()

    def _message(self, task: Task, found: Found, draft: Draft) -> Message:
        """Return the answer; its position is known once it is kept."""
        return Message(
            id=task.run.answer_id,
            conversation_id=task.conversation.id,
            organisation_id=task.conversation.organisation_id,
            position=0,
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
    return Retrieval(
        query=found.query, places=places, withheld=draft.withheld, rewritten=found.rewritten
    )


def _add(work: ConversationsWork, run: Run, told: Sequence[Told]) -> None:
    last = work.runs.last_sequence(run)
    events = [
        RunEvent(last + count, kind, data) for count, (kind, data) in enumerate(told, start=1)
    ]
    work.runs.tell(run, events)
