"""Answer a question: find evidence, have the answer written, keep and tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from application.clock import Clock
from application.conversations.ask import Begun
from application.conversations.metering import Meter
from application.conversations.ports import (
    AnswerWriter,
    ConversationsReader,
    ConversationsStore,
    EvidenceFinder,
)
from application.conversations.retelling import Transcript
from application.conversations.task import RunOver, Task, goes_on
from application.conversations.telling import (
    Told,
    completed,
    failed,
    finding,
    tell,
    trimming,
)
from application.conversations.withdraw_evidence import withdraw_deleted
from application.conversations.write_answer import WriteAnswer
from application.errors import Unavailable
from application.jobs.ports import Lease
from application.service import service
from domain.conversations.asking import AS_USUAL
from domain.conversations.context_budget import Budget, Context
from domain.conversations.errors import QuestionTooLong
from domain.conversations.evidence import Evidence, Found
from domain.conversations.follow_up import rewritten
from domain.conversations.grounding import Draft
from domain.conversations.message import AnswerStatus, Message, Retrieval, Role
from domain.conversations.run import Run, RunEventKind, RunId, RunState
from domain.conversations.sufficiency import sufficient

MOST_TURNS = 10
ABSTENTION = "The chosen documents do not say enough to answer this."


@service
class AnswerQuestion:
    """The handler of `answer_question` jobs.

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
        if task is not None:
            self._go_on(lease, task)

    def first(self, begun: Begun) -> Message | None:
        """Make the first attempt, which asking began; returns the message if it was kept as it is.

        Should another have begun since, because the lease ran out, whatever this one tells or
        completes raises LeaseLost.
        """
        asked = begun.task
        before = asked.run.question_id
        turns = self.reader.turns(asked.conversation.id, before=before, limit=MOST_TURNS)
        return self._go_on(begun.lease, replace(asked, history=tuple(turns)))

    def _go_on(self, lease: Lease, task: Task) -> Message | None:
        news: list[Told] = []
        try:
            return self._answer(lease, task, news)
        except RunOver:
            self._lay_down(lease)
        except (Unavailable, QuestionTooLong) as why:
            self._fail(lease, why.code, str(why), news)
        return None

    def give_up(self, lease: Lease) -> None:
        self._fail(lease, "given_up", "the answer was begun several times and never completed")

    def _answer(self, lease: Lease, task: Task, news: list[Told]) -> Message | None:
        """Tell the news as they come, or keep them for the end if the writer writes at once."""
        say = news.extend if self.writer.at_once else partial(self._tell, task.run)
        meter = Meter(self.clock, self.clock.now())
        found = self._find(task)
        context = self._context(task, found)
        if task.told.retrieval is None:
            say([finding(found, context.evidence), *trimming(context.trimmed)])
        draft = WriteAnswer(self.reader, self.writer)(task, context, meter, say)
        message = self._message(task, found, draft)
        message = replace(message, trimmed=context.trimmed, usage=meter.usage)
        self._complete(lease, task, message, news)
        return None if self._withdraw(task, draft) else message

    def _withdraw(self, task: Task, draft: Draft) -> bool:
        cited = {one.document_id for one in draft.citations}
        return withdraw_deleted(self.store, self.evidence, task.run.organisation_id, cited)

    def _find(self, task: Task) -> Found:
        own, asking = rewritten(task.question, task.history), task.asking
        query = asking.query or own
        found = self.evidence.find(task.by, query, task.document_ids, asking.limit, asking.mode)
        return replace(found, rewritten=asking.query is None and own != task.question)

    def _context(self, task: Task, found: Found) -> Context:
        """Return what the writer reads: when something was told already, from the same evidence."""
        if task.told.retrieval is not None:
            fitted = self._fitted(task, task.told.used(found.evidence))
            return replace(fitted, trimmed=task.told.trimmed)
        return self._fitted(task, sufficient(found.query, found.evidence))

    def _fitted(self, task: Task, evidence: tuple[Evidence, ...]) -> Context:
        if self.budget is None:
            return Context(task.history, evidence)
        return self.budget.fit(task.question, task.history, evidence)

    def _begin(self, lease: Lease) -> Task | None:
        with self.store.transaction() as work:
            run = work.runs.by_id(RunId(lease.job.subject))
            if run is None or run.state is not RunState.RUNNING:
                work.jobs.finish(lease)
                work.commit()
                return None
            work.jobs.prove(lease)  # it may have waited its lease out before it was begun
            run = run.begun()
            work.runs.save(run)
            work.commit()
        return self._task(run)

    def _task(self, run: Run) -> Task | None:
        conversation = self.reader.conversation(run.organisation_id, run.conversation_id)
        question = self.reader.message(run.question_id)
        if conversation is None or question is None:  # deleted since; its run and job went along
            return None
        history = tuple(self.reader.turns(conversation.id, before=question.id, limit=MOST_TURNS))
        told = Transcript.of(self.reader.run_events(run.id, after=0))
        asking = question.asking or AS_USUAL
        return Task(run, conversation, question.content, history, told, asking)

    def _tell(self, run: Run, told: Sequence[Told]) -> None:
        with self.store.transaction() as work:
            goes_on(work.runs.by_id(run.id), run)
            tell(work, run, told)
            work.commit()

    def _complete(self, lease: Lease, task: Task, message: Message, news: Sequence[Told]) -> None:
        run, after = task.run, task.told.last if self.writer.at_once else None
        with self.store.transaction() as work:
            work.conversations.hold(run.conversation_id)  # first, like all who need both
            goes_on(work.runs.by_id(run.id), run)
            work.messages.append(message)
            work.runs.save(run.completed())
            told = [*news]
            if message.answer_status is AnswerStatus.ABSTAINED:
                told.append((RunEventKind.DELTA, {"text": message.content}))
            tell(work, run, [*told, completed(message)], after=after)
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
            retrieval=_retrieval(task.told, found, draft),
            model=self.writer.name,
        )

    def _lay_down(self, lease: Lease) -> None:
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

    def _fail(self, lease: Lease, code: str, detail: str, news: Sequence[Told] = ()) -> None:
        run = self._failed(lease, code, detail, news)
        if run is not None:
            told = Transcript.of(self.reader.run_events(run.id, after=0))
            cited = {one.document_id for one in told.citations}
            withdraw_deleted(self.store, self.evidence, run.organisation_id, cited)

    def _failed(self, lease: Lease, code: str, detail: str, news: Sequence[Told]) -> Run | None:
        with self.store.transaction() as work:
            run = work.runs.by_id(RunId(lease.job.subject))
            if run is not None and run.state is RunState.RUNNING:
                work.runs.save(run.failed())
                tell(work, run, [*news, failed(code, detail)])
            work.jobs.finish(lease)
            work.commit()
        return run


def _retrieval(told: Transcript, found: Found, draft: Draft) -> Retrieval:
    if told.retrieval is not None:
        return replace(told.retrieval, withheld=draft.withheld)
    return Retrieval(
        query=found.query,
        places=tuple(one.place for one in draft.evidence),
        withheld=draft.withheld,
        index=found.index,
        rewritten=found.rewritten,
    )
