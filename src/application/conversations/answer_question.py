"""Write an answer: find evidence, let the writer write, keep what stands on a quote."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace

from application.clock import Clock
from application.conversations.ports import (
    AnswerWriter,
    Brief,
    ConversationsReader,
    ConversationsStore,
    ConversationsWork,
    EvidenceFinder,
)
from application.conversations.retelling import Transcript
from application.conversations.telling import (
    Told,
    claimed,
    completed,
    failed,
    finding,
    started,
    tell,
)
from application.errors import Unavailable
from application.jobs.ports import Lease, LeaseLost
from domain.conversations.claims import Claim, claims
from domain.conversations.conversation import Conversation
from domain.conversations.evidence import Found
from domain.conversations.follow_up import rewritten
from domain.conversations.grounding import Draft
from domain.conversations.message import AnswerStatus, Message, Retrieval, Role, Turn
from domain.conversations.run import Run, RunEventKind, RunId, RunState
from domain.conversations.sufficiency import sufficient
from domain.principal import Principal

MOST_EVIDENCE = 8
MOST_TURNS = 10
LONGEST_ANSWER = 20_000
"""In characters; a writer that has not come to an end by then is going in circles."""
ABSTENTION = "The chosen documents do not say enough to answer this."


class RunOver(Exception):
    """Somebody ended the run while it was being written."""


class NoEnd(Exception):
    """The writer has written more than an answer may hold."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a run works on as it stood when it began, and what attempts before this one told."""

    run: Run
    conversation: Conversation
    question: str
    history: tuple[Turn, ...]
    told: Transcript


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """The handler of `answer_question` jobs. Each claim is told as soon as it stands.

    What was told stands. An attempt that follows one that died says nothing of it again: it writes
    anew from the same evidence, keeps silent as long as that repeats what was told, claim by claim,
    and goes on from there. Where it would say something else, the answer ends with what was told.
    """

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
        except RunOver:
            self._lay_down(lease)
        except Unavailable as why:
            self._fail(lease, why.code, str(why))

    def give_up(self, lease: Lease) -> None:
        self._fail(lease, "given_up", "the answer was begun several times and never completed")

    def _answer(self, lease: Lease, task: Task) -> None:
        found = self._find(task)
        if task.told.retrieval is None:
            enough = sufficient(found.query, found.evidence)
            self._tell(task.run, [finding(found, enough)])
        else:
            enough = task.told.used(found.evidence)
        draft = self._write(task, Draft(enough))
        self._complete(lease, task, found, draft)

    def _find(self, task: Task) -> Found:
        conversation = task.conversation
        by = Principal(conversation.owner_id, conversation.organisation_id)
        query = rewritten(task.question, task.history)
        return self.evidence.find(by, query, conversation.document_ids, MOST_EVIDENCE)

    def _write(self, task: Task, draft: Draft) -> Draft:
        again = iter(task.told.claims)
        try:
            with closing(self._claims(task, draft)) as said:
                for claim in said:
                    draft, grounded = draft.weighed(claim)
                    if grounded is None:
                        continue
                    before = next(again, None)
                    if before is None:
                        self._tell(task.run, claimed(grounded))
                    elif before != grounded:
                        return _as_told(task.told, draft)
        except NoEnd:
            draft = draft.cut()
        return draft if next(again, None) is None else _as_told(task.told, draft)

    def _claims(self, task: Task, draft: Draft) -> Generator[Claim]:
        """Yield what the writer claims; closing ends its call. Without evidence nobody is asked."""
        if draft.evidence:
            brief = Brief(question=task.question, history=task.history, evidence=draft.evidence)
            with closing(self.writer.write(brief)) as pieces:
                yield from claims(self._heard(task.run, pieces))

    def _heard(self, run: Run, pieces: Iterable[str]) -> Iterator[str]:
        """Look up at each breath whether the run goes on; raises RunOver, LeaseLost and NoEnd."""
        length = 0
        for piece in pieces:
            if not piece:
                self._look(run)
            length += len(piece)
            if length > LONGEST_ANSWER:
                raise NoEnd
            yield piece

    def _look(self, run: Run) -> None:
        with suppress(Unavailable):  # then at the next breath
            _goes_on(self.reader.run(run.organisation_id, run.id), run)

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
            if run.attempt == 1:
                tell(work, run, [started(run, self.writer.name)])
            work.commit()
        return self._task(run)

    def _task(self, run: Run) -> Task | None:
        conversation = self.reader.conversation(run.organisation_id, run.conversation_id)
        question = self.reader.message(run.question_id)
        if conversation is None or question is None:  # deleted since; its run and job went along
            return None
        history = self.reader.turns(conversation.id, before=question.id, limit=MOST_TURNS)
        told = Transcript.of(self.reader.run_events(run.id, after=0))
        return Task(run, conversation, question.content, tuple(history), told)

    def _tell(self, run: Run, told: Sequence[Told]) -> None:
        if told:
            with self.store.transaction() as work:
                _goes_on(work.runs.by_id(run.id), run)
                tell(work, run, told)
                work.commit()

    def _complete(self, lease: Lease, task: Task, found: Found, draft: Draft) -> None:
        run = task.run
        with self.store.transaction() as work:
            work.conversations.by_id(run.conversation_id)  # held first by all who need both
            _goes_on(work.runs.by_id(run.id), run)
            message = self._message(work, task, found, draft)
            work.messages.add(message)
            work.runs.save(run.completed())
            told = [completed(message)]
            if draft.status is AnswerStatus.ABSTAINED:
                told.insert(0, (RunEventKind.DELTA, {"text": message.content}))
            tell(work, run, told)
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
            retrieval=_retrieval(task.told, found, draft),
            model=self.writer.name,
        )

    def _lay_down(self, lease: Lease) -> None:
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

    def _fail(self, lease: Lease, code: str, detail: str) -> None:
        with self.store.transaction() as work:
            run = work.runs.by_id(RunId(lease.job.subject))
            if run is not None and run.state is RunState.RUNNING:
                work.runs.save(run.failed())
                tell(work, run, [failed(code, detail)])
            work.jobs.finish(lease)
            work.commit()


def _goes_on(held: Run | None, run: Run) -> None:
    """Raises LeaseLost when another attempt writes it or it was deleted, RunOver when it ended."""
    if held is None or held.attempt != run.attempt:
        raise LeaseLost
    if held.state is not RunState.RUNNING:
        raise RunOver


def _as_told(told: Transcript, draft: Draft) -> Draft:
    return replace(draft.cut(), content=told.content, citations=told.citations)


def _retrieval(told: Transcript, found: Found, draft: Draft) -> Retrieval:
    if told.retrieval is not None:
        return replace(told.retrieval, withheld=draft.withheld)
    places = tuple(one.place for one in draft.evidence)
    return Retrieval(query=found.query, places=places, withheld=draft.withheld, index=found.index)
