"""A whole conversation, read page by page, so that it may be of any length."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from application.conversations.read_conversations import FindConversation
from application.conversations.redact import Redact
from application.paging import Window
from application.service import service
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


@service
class ExportConversation:
    find: FindConversation
    redact: Redact

    def __call__(self, by: Principal, id: ConversationId) -> Exported:
        """Begin to read a conversation as `by` may read it; raises ConversationNotFound."""
        return Exported(self.find(by, id), self._parts(by, id))

    def _parts(self, by: Principal, id: ConversationId) -> Iterator[Part]:
        reader, window = self.find.reader, Window(AT_ONCE)
        while True:
            page = reader.messages(id, window)
            ids = [message.id for message in page.items]
            given = reader.feedback(by.user_id, ids) if ids else {}
            yield Part(self.redact(by, page.items), given)
            if page.next is None:
                return
            window = Window(AT_ONCE, page.next)
