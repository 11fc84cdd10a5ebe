"""Write answers in the process that was asked."""

from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from application.conversations.answer_question import AnswerQuestion
from application.conversations.ask import Begun
from domain.conversations.message import Message
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.turns import Turns

AT_WORK = 2
"""One works while the other waits for the database."""


@dataclass(frozen=True, slots=True)
class Answering:
    executor: Executor
    runner: JobRunner
    answer: AnswerQuestion
    turns: Turns | None = None
    """Where an answer needs nobody else; who waits for a server keeps nobody waiting."""

    def turn(self) -> AbstractContextManager[None]:
        """Wait for a turn to ask and be answered, where there are turns; raises TooManyAtWork."""
        return nullcontext() if self.turns is None else self.turns.taken()

    def begin(self, begun: Begun) -> Future[Message | None]:
        """Have the answer written; whoever asked may leave, and may come back for it.

        What is promised is the message as it was kept, or None when the run says how it went. Who
        has a turn writes in this thread: another would only take the interpreter from it.
        """
        if self.turns is None:
            return self.executor.submit(self.write, begun)
        promised = Future[Message | None]()
        promised.set_result(self.write(begun))
        return promised

    def write(self, begun: Begun) -> Message | None:
        """Write it here and now."""
        kept: list[Message | None] = []
        self.runner(begun.lease, lambda: kept.append(self.answer.first(begun)))
        return kept[0] if kept else None
