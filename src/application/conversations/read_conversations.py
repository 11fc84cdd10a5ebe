"""Look at conversations, their messages, and answers while they are written."""

from typing import NamedTuple

from application.access.ports import Access
from application.access.require import require
from application.conversations.ports import ConversationsReader
from application.conversations.redact import Redact
from application.conversations.retelling import named
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.errors import ConversationNotFound, RunNotFound, TranscriptWithheld
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEvent, RunId, RunState
from domain.ids import DocumentId
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
    access: Access

    def __call__(
        self, by: Principal, window: Window, *, archived: bool = False
    ) -> Page[Conversation]:
        """Return somebody's own conversations, newest first: those put away, or the others.

        Those that they began and lost since are left out, so a page may be short before the last.
        """
        org, who = by.organisation_id, by.user_id
        page = self.reader.conversations(org, who, window, archived=archived)
        seen = self.access.levels(by, [one.id for one in page.items]) if page.items else {}
        return Page(tuple(one for one in page.items if one.id in seen), page.next)


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


class SoFar(NamedTuple):
    """The sequence of the last event that was shown, and the documents named up to it at least."""

    last: int = 0
    named: frozenset[DocumentId] = frozenset()


BEGINNING = SoFar()


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

    def shown(self, by: Principal, run: Run, so_far: SoFar) -> tuple[Told, SoFar]:
        """Return what was told since, to be shown, and how far that is.

        What is new may say anything of what was named before it. Raises RunNotFound, and
        TranscriptWithheld when a document was taken from them, however the run stands.
        """
        told = self(by, run.id, after=so_far.last)
        if not told.events:
            return told, so_far
        sources = so_far.named | named(told.events)
        if self.redact.hidden(by, sources):
            raise TranscriptWithheld
        return told, SoFar(told.events[-1].sequence, sources)

    def reached(self, by: Principal, run: Run, seen: int) -> SoFar:
        """Return where to go on: after `seen`, or after the last told if it is not so far yet.

        Raises RunNotFound, TranscriptWithheld.
        """
        _, so_far = self.shown(by, run, BEGINNING)
        return so_far._replace(last=min(seen, so_far.last))

    def run(self, by: Principal, id: RunId) -> Run:
        """Return a run that `by` asked for; raises RunNotFound."""
        run = self.reader.run(by.organisation_id, id)
        if run is None or run.asked_by.user_id != by.user_id:
            raise RunNotFound
        require(self.access, by, Level.VIEW, run.conversation_id, RunNotFound)
        return run
