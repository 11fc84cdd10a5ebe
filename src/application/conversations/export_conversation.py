"""A whole conversation, read page by page, so that it may be of any length."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from application.conversations.ports import ConversationsReader
from application.conversations.read_conversations import FindConversation
from application.paging import Window
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.feedback import Feedback
from domain.conversations.message import Message, MessageId
from domain.principal import Principal

AT_ONCE = 100


class Part(NamedTuple):
    messages: tuple[Message, ...]
    feedback: Mapping[MessageId, Feedback]


class Exported(NamedTuple):
    """`parts` are read while they are iterated over, oldest first."""

    conversation: Conversation
    parts: Iterator[Part]


@dataclass(frozen=True, slots=True)
class ExportConversation:
    reader: ConversationsReader

    def __call__(self, by: Principal, id: ConversationId) -> Exported:
        """Begin to read somebody's own conversation; raises ConversationNotFound."""
        return Exported(FindConversation(self.reader)(by, id), self._parts(by, id))

    def _parts(self, by: Principal, id: ConversationId) -> Iterator[Part]:
        window = Window(AT_ONCE)
        while True:
            page = self.reader.messages(id, window)
            ids = [message.id for message in page.items]
            yield Part(page.items, self.reader.feedback(by.user_id, ids) if ids else {})
            if page.next is None:
                return
            window = Window(AT_ONCE, page.next)
