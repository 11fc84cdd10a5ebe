"""Look at conversations, their messages, and answers while they are written."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.conversations.ports import ConversationsReader
from application.paging import Page, Window
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.errors import ConversationNotFound, RunNotFound
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEvent, RunId
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

    def __call__(self, by: Principal, window: Window) -> Page[Conversation]:
        """Return somebody's own conversations, newest first."""
        return self.reader.conversations(by.organisation_id, by.user_id, window)


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


@dataclass(frozen=True, slots=True)
class FollowRun:
    reader: ConversationsReader

    def __call__(self, by: Principal, id: RunId, *, after: int = 0) -> Sequence[RunEvent]:
        """Return the run's events from `after` on, so far; raises RunNotFound."""
        run = self.reader.run(by.organisation_id, id)
        if run is None:
            raise RunNotFound
        FindConversation(self.reader)(by, run.conversation_id)
        return self.reader.run_events(id, after=after)

    def run(self, by: Principal, id: RunId) -> Run:
        """Return the run itself; raises RunNotFound."""
        run = self.reader.run(by.organisation_id, id)
        if run is None:
            raise RunNotFound
        return run
