"""Write answers in the process that was asked."""

from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from time import perf_counter

import structlog

from application.conversations.answer_at_once import AnswerAtOnce, Answered, NotComposed
from application.conversations.answer_question import AnswerQuestion
from application.conversations.ask import ANSWER, AskQuestion, Begun, Question
from domain.conversations.message import Message
from domain.conversations.run import Run
from domain.principal import Principal
from entrypoints.observability.metrics import JOB_SECONDS, JOBS
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.turns import Turns

log = structlog.get_logger()
AT_WORK = 2
"""One works while the other waits for the database."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A run, and its message as it was kept; None where the run says how it went or goes."""

    run: Run
    message: Future[Message | None] | None


@dataclass(frozen=True, slots=True)
class Answering:
    executor: Executor
    runner: JobRunner
    asking: AskQuestion
    answer: AnswerQuestion
    at_once: AnswerAtOnce
    turns: Turns | None = None
    """Where an answer needs nobody else; who waits for a server keeps nobody waiting."""

    def turn(self) -> AbstractContextManager[None]:
        """Wait for a turn to ask and be answered, where there are turns; raises TooManyAtWork."""
        return nullcontext() if self.turns is None else self.turns.taken()

    def ask(self, by: Principal, question: Question) -> Promised:
        """Ask, and have the answer written; whoever asked may leave, and may come back for it.

        Who has a turn writes in this thread: another would only take the interpreter from it.
        Raises what AskQuestion raises.
        """
        if self.turns is not None:
            answered = self._answered(by, question)
            if answered is not None:
                return Promised(answered.run, _kept(answered.message))
        asked = self.asking(by, question)
        return Promised(asked.run, self._begun(asked.begun) if asked.begun else None)

    def write(self, begun: Begun) -> Message | None:
        """Write it here and now."""
        kept: list[Message | None] = []
        self.runner(begun.lease, lambda: kept.append(self.answer.first(begun)))
        return kept[0] if kept else None

    def _begun(self, begun: Begun) -> Future[Message | None]:
        if self.turns is None:
            return self.executor.submit(self.write, begun)
        return _kept(self.write(begun))

    def _answered(self, by: Principal, question: Question) -> Answered | None:
        """Count it as the job that it would have been."""
        began = perf_counter()
        try:
            answered = self.at_once(by, question)
        except NotComposed:
            log.exception("answer_not_composed", subject=str(question.id))
            return None
        if answered is not None:
            JOBS.labels(ANSWER, "done").inc()
            JOB_SECONDS.labels(ANSWER).observe(perf_counter() - began)
        return answered


def _kept(message: Message | None) -> Future[Message | None]:
    promised = Future[Message | None]()
    promised.set_result(message)
    return promised
