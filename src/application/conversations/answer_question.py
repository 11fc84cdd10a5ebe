"""Answer a question: find evidence, have the answer written, keep and tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from application.conversations.ask import Begun
from application.conversations.compose_answer import ComposeAnswer
from application.conversations.ports import (
    ConversationsReader,
    ConversationsStore,
    EvidenceFinder,
)
from application.conversations.redact import Redact
from application.conversations.retelling import Transcript
from application.conversations.task import RunOver, Task, goes_on
from application.conversations.telling import Told, ended, failed, tell
from application.conversations.withdraw_evidence import withdraw_deleted
from application.errors import Unavailable
from application.jobs.ports import Lease
from application.service import service
from domain.conversations.asking import AS_USUAL
from domain.conversations.errors import QuestionTooLong
from domain.conversations.message import Message, Turn
from domain.conversations.run import Run, RunId, RunState

MOST_TURNS = 10


@service
class AnswerQuestion:
    """The handler of `answer_question` jobs."""

    store: ConversationsStore
    reader: ConversationsReader
    evidence: EvidenceFinder
    compose: ComposeAnswer
    redact: Redact

    def __call__(self, lease: Lease) -> None:
        task = self._begin(lease)
        if task is None:
            self._lay_down(lease)
        else:
            self._go_on(lease, task)

    def first(self, begun: Begun) -> Message | None:
        """Make the first attempt, which asking began; returns the message if it was kept as it is.

        And if who asked may view by now all that it stands on: it can take long to write. Should
        another have begun since, because the lease ran out, whatever this one tells or
        completes raises LeaseLost.
        """
        asked = begun.task
        message = self._go_on(begun.lease, replace(asked, history=self._history(asked.run)))
        if message is None or self.redact.hidden(asked.run.asked_by, message.sources):
            return None
        return message

    def _go_on(self, lease: Lease, task: Task) -> Message | None:
        news: list[Told] = []
        message: Message | None = None
        try:
            message = self._answer(lease, task, news)
        except RunOver:
            pass  # whoever ended it kept what it had told
        except (Unavailable, QuestionTooLong) as why:
            self._fail(lease, why.code, str(why), news)
        return None if self._lay_down(lease, message) else message

    def give_up(self, lease: Lease) -> None:
        self._fail(lease, "given_up", "the answer was begun several times and never completed")
        self._lay_down(lease)

    def _answer(self, lease: Lease, task: Task, news: list[Told]) -> Message:
        """Tell the news as they come, or keep them for the end if the writer writes at once."""
        say = news.extend if self.compose.writer.at_once else partial(self._tell, task.run)
        message = self.compose(task, say)
        self._complete(lease, task, message, news)
        return message

    def _begin(self, lease: Lease) -> Task | None:
        with self.store.transaction() as work:
            run = work.runs.by_id(RunId(lease.job.subject))
            if run is None or run.state is not RunState.RUNNING:
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
        told = Transcript.of(self.reader.run_events(run.id, after=0))
        asking = question.asking or AS_USUAL
        return Task(run, conversation, question.content, self._history(run), told, asking)

    def _history(self, run: Run) -> tuple[Turn, ...]:
        """Return what was said before, as far as who asks may view what it stands on."""
        before = run.question_id
        turns = self.reader.turns(run.conversation_id, before=before, limit=MOST_TURNS)
        return self.redact.turns(run.asked_by, turns)

    def _tell(self, run: Run, told: Sequence[Told]) -> None:
        with self.store.transaction() as work:
            goes_on(work.runs.by_id(run.id), run)
            tell(work, run, told)
            work.commit()

    def _complete(self, lease: Lease, task: Task, message: Message, news: Sequence[Told]) -> None:
        run, after = task.run, task.told.last if self.compose.writer.at_once else None
        with self.store.transaction() as work:
            work.conversations.hold(run.conversation_id)  # first, like all who need both
            goes_on(work.runs.by_id(run.id), run)
            work.messages.append(message)
            work.runs.save(run.completed())
            tell(work, run, [*news, *ended(message)], after=after)
            work.jobs.prove(lease)
            work.commit()

    def _fail(self, lease: Lease, code: str, detail: str, news: Sequence[Told] = ()) -> None:
        with self.store.transaction() as work:
            run = work.runs.by_id(RunId(lease.job.subject))
            if run is not None and run.state is RunState.RUNNING:
                work.jobs.prove(lease)
                work.runs.save(run.failed())
                tell(work, run, [*news, failed(code, detail)])
                work.commit()

    def _lay_down(self, lease: Lease, message: Message | None = None) -> bool:
        """Finish the job of a run that is over, which may have told of what is deleted by now.

        Returns whether any of it was withdrawn. The job is there until that was seen to: whoever
        cannot, or dies on the way, is followed by another attempt.
        """
        said = message or Transcript.of(self.reader.run_events(RunId(lease.job.subject), after=0))
        cited = {one.document_id for one in said.citations}
        withdrawn = withdraw_deleted(self.store, self.evidence, lease.job.organisation_id, cited)
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()
        return withdrawn
