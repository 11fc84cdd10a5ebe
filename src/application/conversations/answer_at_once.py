"""Ask and be answered in one step, where an answer needs nobody outside of this process."""

from __future__ import annotations

from dataclasses import dataclass

from application.conversations.answer_question import MOST_TURNS
from application.conversations.ask import AskQuestion, Question, put
from application.conversations.compose_answer import ComposeAnswer
from application.conversations.ports import (
    ConversationsReader,
    ConversationsStore,
    EvidenceFinder,
    Said,
)
from application.conversations.redact import Redact
from application.conversations.retelling import Transcript
from application.conversations.task import Task
from application.conversations.telling import Told, ended, started, tell
from application.conversations.withdraw_evidence import withdraw_deleted
from application.errors import Unavailable
from application.jobs.ports import LeaseLost
from application.service import service
from domain.conversations.asking import AS_USUAL
from domain.conversations.conversation import Conversation
from domain.conversations.errors import QuestionTooLong
from domain.conversations.message import Message
from domain.conversations.run import Run
from domain.ids import DocumentId
from domain.principal import Principal

NOT_HERE = (Unavailable, QuestionTooLong, LeaseLost)
"""A writer that stops to breathe looks for its run, and finds none yet."""


class NotComposed(Exception):
    """Something broke that nobody foresaw, before anything was kept."""


@dataclass(frozen=True, slots=True)
class Answered:
    """`message` is None when what was kept was changed since, or nobody can tell."""

    run: Run
    message: Message | None


@service
class AnswerAtOnce:
    """The answer is composed before anything is kept, and kept with its question in one commit.

    Nobody waits for another meanwhile, and no transaction for an answer: whether the conversation
    is still as it was read is seen when both are kept. Until then nobody was told of a run, so a
    process that dies leaves nothing to go on with.
    """

    store: ConversationsStore
    reader: ConversationsReader
    evidence: EvidenceFinder
    ask: AskQuestion
    compose: ComposeAnswer
    redact: Redact

    def __call__(self, by: Principal, question: Question) -> Answered | None:
        """Return None, with nothing kept, where it takes the long way: AskQuestion says why.

        It was asked before, something else is being answered or was said meanwhile, or what an
        answer is made of cannot be had. Raises QuestionEmpty, QuestionTooLong,
        ConversationNotFound, LevelNotHeld, and NotComposed where it broke: the long way as well.
        """
        if self.ask.check(by, question):
            return None
        seen = self.reader.conversation(by.organisation_id, question.conversation_id)
        said = self.reader.said(question.conversation_id, limit=MOST_TURNS)
        if seen is None or said.awaits_answer:
            return None
        task = self._task(by, seen, question, said)
        news = [started(task.run, self.ask.model)]
        try:
            message = self.compose(task, news.extend)
        except NOT_HERE:
            return None
        except Exception as error:  # whatever it is, the long way keeps the question and tells it
            raise NotComposed from error
        if not self._keep(task, question, said, message, [*news, *ended(message)]):
            return None
        return Answered(task.run.completed(), None if self._may_have_changed(message) else message)

    def _task(self, by: Principal, seen: Conversation, question: Question, said: Said) -> Task:
        run = self.ask.run(by, seen, question, self.ask.clock.now())
        told, asking = Transcript(model=self.ask.model, last=1), question.asking or AS_USUAL
        history = self.redact.turns(by, said.turns)
        return Task(run, seen, question.content, history, told, asking)

    def _keep(
        self, task: Task, question: Question, said: Said, message: Message, told: list[Told]
    ) -> bool:
        """Keep all of it, unless something else was kept since the conversation was read.

        Or a document that it cites was deleted: whoever withdraws what is kept of that may have
        been here before. It is asked last, on a connection that waits for nobody who writes, and
        when nobody withdraws: one that is deleted later is withdrawn after this is committed.
        """
        seen, run = task.conversation, task.run.completed()
        with self.store.transaction() as work:
            asked = seen.asked(question.content, now=run.created_at)
            if not work.conversations.exchange(seen, asked):
                return False
            if put(work, run, question) != said.last + 1:
                return False
            work.messages.append(message)
            tell(work, run, told, after=0)
            if message.citations:
                work.messages.outwait_withdrawals(message.organisation_id)
            if self.evidence.deleted(message.organisation_id, _cited(message)):
                return False
            work.commit()
        return True

    def _may_have_changed(self, message: Message) -> bool:
        """Return whether what is kept may be another by now: it is, however this goes."""
        try:
            return self._withdraw(message)
        except Unavailable:
            return True

    def _withdraw(self, message: Message) -> bool:
        org, cited = message.organisation_id, _cited(message)
        return withdraw_deleted(self.store, self.evidence, org, cited)


def _cited(message: Message) -> set[DocumentId]:
    return {one.document_id for one in message.citations}
