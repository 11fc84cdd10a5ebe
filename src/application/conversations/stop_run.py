"""Stop an answer: what was told so far stands, and nothing is added to it."""

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.conversations.ports import (
    ConversationsReader,
    ConversationsStore,
    ConversationsWork,
    EvidenceFinder,
)
from application.conversations.retelling import Transcript
from application.conversations.telling import stopped, tell
from application.conversations.withdraw_evidence import withdraw_deleted
from application.service import service
from domain.access import Level
from domain.conversations.errors import RunNotFound
from domain.conversations.message import AnswerStatus, Message, Role
from domain.conversations.run import Run, RunId, RunState
from domain.principal import Principal


@service
class StopRun:
    """The run is over as soon as this commits, whoever writes it and however silent its model is.

    Its writer finds that out at the model's next breath and hangs up; should the writer have died,
    nobody goes on after it.
    """

    store: ConversationsStore
    reader: ConversationsReader
    evidence: EvidenceFinder
    access: Access
    clock: Clock

    def __call__(self, by: Principal, id: RunId) -> Run:
        """End a run; one that is over stays as it is. Raises RunNotFound, LevelNotHeld."""
        seen = self._seen(by, id)
        with self.store.transaction() as work:
            run = self._held(work, seen)
            if run.state is not RunState.RUNNING:
                return run
            over = run.stopped()
            message = self._message(work, run)
            work.messages.append(message)
            work.runs.save(over)
            tell(work, run, [stopped(message)])
            work.commit()
        cited = {one.document_id for one in message.citations}
        withdraw_deleted(self.store, self.evidence, run.organisation_id, cited)
        return over

    def _seen(self, by: Principal, id: RunId) -> Run:
        seen = self.reader.run(by.organisation_id, id)
        if seen is None:
            raise RunNotFound
        require(self.access, by, Level.EDIT, seen.conversation_id, RunNotFound)
        return seen

    def _held(self, work: ConversationsWork, seen: Run) -> Run:
        """Hold the conversation and then its run: in the order of everyone who needs both."""
        work.conversations.hold(seen.conversation_id)
        run = work.runs.by_id(seen.id)
        if run is None:
            raise RunNotFound
        return run

    def _message(self, work: ConversationsWork, run: Run) -> Message:
        told = Transcript.of(work.runs.told(run))
        return Message(
            id=run.answer_id,
            conversation_id=run.conversation_id,
            organisation_id=run.organisation_id,
            position=0,
            role=Role.ASSISTANT,
            content=told.content,
            created_at=self.clock.now(),
            in_reply_to=run.question_id,
            answer_status=AnswerStatus.STOPPED,
            citations=told.citations,
            retrieval=told.retrieval,
            model=told.model,
        )
