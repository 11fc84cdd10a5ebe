"""Compose an answer: find evidence, fit it, have it written, and shape the message."""

from __future__ import annotations

from dataclasses import replace

from application.clock import Clock
from application.conversations.metering import Meter
from application.conversations.ports import AnswerWriter, ConversationsReader, EvidenceFinder
from application.conversations.retelling import Transcript
from application.conversations.task import Task
from application.conversations.telling import finding, trimming
from application.conversations.write_answer import Tell, WriteAnswer
from application.service import service
from domain.conversations.context_budget import Budget, Context
from domain.conversations.evidence import Evidence, Found
from domain.conversations.follow_up import rewritten
from domain.conversations.grounding import Draft
from domain.conversations.message import Message, Retrieval, Role
from domain.conversations.sufficiency import sufficient

ABSTENTION = "The chosen documents do not say enough to answer this."


@service
class ComposeAnswer:
    """Keeps nothing. Without a `budget` the writer is given all that is found."""

    reader: ConversationsReader
    evidence: EvidenceFinder
    writer: AnswerWriter
    clock: Clock
    budget: Budget | None = None

    def __call__(self, task: Task, tell: Tell) -> Message:
        """Tell what is found and claimed as it comes, and return the answer.

        Raises Unavailable, QuestionTooLong, LeaseLost, RunOver.
        """
        meter = Meter(self.clock, self.clock.now())
        found = self._find(task)
        context = self._context(task, found)
        if task.told.retrieval is None:
            tell([finding(found, context.evidence), *trimming(context.trimmed)])
        draft = WriteAnswer(self.reader, self.writer)(task, context, meter, tell)
        message = self._message(task, found, draft)
        return replace(message, trimmed=context.trimmed, usage=meter.usage)

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
