"""Look at conversations, their messages, and answers while they are written."""

from typing import NamedTuple

from application.access.ports import Access
from application.access.require import require
from application.conversations.ports import ConversationsReader
from application.conversations.redact import Redact
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.errors import ConversationNotFound, RunNotFound, TranscriptWithheld
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEvent, RunId, RunState
from domain.principal import Principal


@service
class FindConversation:
    reader: ConversationsReader
    access: Access

    def __call__(self, by: Principal, id: ConversationId) -> Conversation:
        """Return the conversation; raises ConversationNotFound."""
        require(self.access, by, Level.VIEW, id, ConversationNotFound)
        conversation = self.reader.conversation(by.organisation_id, id)
        if conversation is None:
            raise ConversationNotFound
        return conversation


@service
class ListConversations:
    reader: ConversationsReader

    def __call__(
        self, by: Principal, window: Window, *, archived: bool = False
    ) -> Page[Conversation]:
        """Return somebody's own conversations, newest first: those put away, or the others."""
        return self.reader.conversations(by.organisation_id, by.user_id, window, archived=archived)


@service
class ReadMessages:
    find: FindConversation
    redact: Redact

    def __call__(self, by: Principal, id: ConversationId, window: Window) -> Page[Message]:
        """Return messages, oldest first, as `by` may read them; raises ConversationNotFound."""
        self.find(by, id)
        page = self.find.reader.messages(id, window)
        return Page(self.redact(by, page.items), page.next)


@service
class FindMessage:
    reader: ConversationsReader
    access: Access
    redact: Redact

    def __call__(self, by: Principal, id: MessageId) -> Message | None:
        """Return the message as `by` may read it; None where they may not know of it."""
        message = self.reader.message(id)
        if message is None or message.organisation_id != by.organisation_id:
            return None
        if self.access.level(by, message.conversation_id) is None:
            return None
        return self.redact(by, [message])[0]


class Told(NamedTuple):
    """When the run `is_over`, no more events will come after these."""

    is_over: bool
    events: tuple[RunEvent, ...]


@service
class FollowRun:
    """A run's transcript is for who asked, as long as they may view all that it quotes."""

    reader: ConversationsReader
    access: Access
    redact: Redact

    def __call__(self, by: Principal, id: RunId, *, after: int = 0) -> Told:
        """Return the run's events after that sequence, so far; raises RunNotFound.

        Whose the run is has been seen to: `run` says it, and it never changes. Whether they may
        still view its conversation does, and is asked each time.
        """
        run = self.reader.run(by.organisation_id, id)  # before its events, so the last is there
        if run is None:
            raise RunNotFound
        require(self.access, by, Level.VIEW, run.conversation_id, RunNotFound)
        is_over = run.state is not RunState.RUNNING
        return Told(is_over, tuple(self.reader.run_events(run.id, after=after)))

    def reached(self, run: Run, seen: int) -> int:
        """Return the sequence to go on after: `seen`, or the last told if it is not so far yet."""
        told = self.reader.run_events(run.id, after=0)
        return min(seen, told[-1].sequence if told else 0)

    def run(self, by: Principal, id: RunId) -> Run:
        """Return a run that `by` asked for; raises RunNotFound, TranscriptWithheld."""
        run = self.reader.run(by.organisation_id, id)
        if run is None or run.asked_by.user_id != by.user_id:
            raise RunNotFound
        require(self.access, by, Level.VIEW, run.conversation_id, RunNotFound)
        if run.state is not RunState.RUNNING:
            self._check(by, run)
        return run

    def _check(self, by: Principal, run: Run) -> None:
        """A document may have been taken from them since; the message says what is left."""
        message = self.reader.message(run.answer_id)
        if message is not None and self.redact.hidden(by, message.sources):
            raise TranscriptWithheld
