"""Say what an answer was worth, and take it back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.conversations.keep_conversations import held
from application.conversations.ports import (
    ConversationsReader,
    ConversationsStore,
    ConversationsWork,
)
from application.service import service
from domain.access import Level, LevelNotHeld
from domain.conversations.errors import ConversationNotFound, MessageNotFound
from domain.conversations.feedback import Feedback, Rating
from domain.conversations.message import Message, MessageId
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Verdict:
    message_id: MessageId
    rating: Rating
    reason: str | None = None


@service
class RateAnswer:
    store: ConversationsStore
    reader: ConversationsReader
    access: Access
    clock: Clock

    def __call__(self, by: Principal, verdict: Verdict) -> Feedback:
        """Keep the verdict in place of the one before; raises MessageNotFound, LevelNotHeld."""
        _may_write(by)
        message = _answer(self.reader, self.access, by, verdict.message_id)
        given = Feedback.on(message, by, verdict.rating, verdict.reason, now=self.clock.now())
        with self.store.transaction() as work:
            _hold(work, by, message)
            work.feedback.save(given)
            work.commit()
        return given


@service
class TakeBackRating:
    store: ConversationsStore
    reader: ConversationsReader
    access: Access

    def __call__(self, by: Principal, id: MessageId) -> None:
        """Forget the verdict, if there was one; raises MessageNotFound, LevelNotHeld."""
        _may_write(by)
        message = _answer(self.reader, self.access, by, id)
        with self.store.transaction() as work:
            _hold(work, by, message)
            work.feedback.remove(id, by.user_id)
            work.commit()


@service
class ReadRatings:
    reader: ConversationsReader

    def __call__(self, by: Principal, ids: Collection[MessageId]) -> Mapping[MessageId, Feedback]:
        """Return one's own verdicts on those messages."""
        return self.reader.feedback(by.user_id, ids) if ids else {}


def _answer(reader: ConversationsReader, access: Access, by: Principal, id: MessageId) -> Message:
    message = reader.message(id)
    if message is None or message.in_reply_to is None:
        raise MessageNotFound
    require(access, by, Level.VIEW, message.conversation_id, MessageNotFound)
    return message


def _may_write(by: Principal) -> None:
    """A key that may only look leaves no verdict of its maker's."""
    if by.at_most < Level.EDIT:
        raise LevelNotHeld(Level.EDIT, by.at_most)


def _hold(work: ConversationsWork, by: Principal, message: Message) -> None:
    """Hold the conversation, so that the message cannot go before the work ends."""
    try:
        held(work, by, message.conversation_id)
    except ConversationNotFound:
        raise MessageNotFound from None
