"""Look at conversations, their messages, and answers while they are written."""

from dataclasses import dataclass
from typing import NamedTuple

from application.conversations.ports import ConversationsReader
from application.paging import Page, Window
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.errors import ConversationNotFound, RunNotFound
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEvent, RunId, RunState
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class FindConversation:
    reader: ConversationsReader

    def __call__(self, by: Principal, id: ConversationId) -> Conversation:
        """Return somebody's own conversation; raises ConversationNotFound."""
        conversation = self.reader.conversation(by.organisation_id, id)
        if conversation is None or conversation.owner_id != by.user_id:
            raise ConversationNotFound
        return conversation


@dataclass(frozen=True, slots=True)
class ListConversations:
    reader: ConversationsReader

    def __call__(
        self, by: Principal, window: Window, *, archived: bool = False
    ) -> Page[Conversation]:
        """Return somebody's own conversations, newest first: those put away, or the others."""
        return self.reader.conversations(by.organisation_id, by.user_id, window, archived=archived)


@dataclass(frozen=True, slots=True)
class ReadMessages:
    reader: ConversationsReader

    def __call__(self, by: Principal, id: ConversationId, window: Window) -> Page[Message]:
        """Return messages, oldest first; raises ConversationNotFound."""
        FindConversation(self.reader)(by, id)
        return self.reader.messages(id, window)


@dataclass(frozen=True, slots=True)
class FindMessage:
    reader: ConversationsReader

    def __call__(self, by: Principal, id: MessageId) -> Message | None:
        message = self.reader.message(id)
        if message is None or message.organisation_id != by.organisation_id:
            return None
        return message


class Told(NamedTuple):
    """When the run `is_over`, no more events will come after these."""

    is_over: bool
    events: tuple[RunEvent, ...]


@dataclass(frozen=True, slots=True)
class FollowRun:
    reader: ConversationsReader

    def __call__(self, by: Principal, id: RunId, *, after: int = 0) -> Told:
        """Return the run's events after that sequence, so far; raises RunNotFound.

        Whose the run is has been seen to: `run` says it, and it never changes.
        """
        run = self.reader.run(by.organisation_id, id)  # before its events, so the last is there
        if run is None:
            raise RunNotFound
        is_over = run.state is not RunState.RUNNING
        return Told(is_over, tuple(self.reader.run_events(run.id, after=after)))

    def reached(self, run: Run, seen: int) -> int:
        """Return the sequence to go on after: `seen`, or the last told if it is not so far yet."""
        told = self.reader.run_events(run.id, after=0)
        return min(seen, told[-1].sequence if told else 0)

    def run(self, by: Principal, id: RunId) -> Run:
        """Return the run of somebody's own conversation; raises RunNotFound."""
        run = self.reader.run(by.organisation_id, id)
        if run is None:
            raise RunNotFound
        conversation = self.reader.conversation(by.organisation_id, run.conversation_id)
        if conversation is None or conversation.owner_id != by.user_id:
            raise RunNotFound
        return run
