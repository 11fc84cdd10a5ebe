"""Views of conversations in dictionaries."""

from collections.abc import Collection, Mapping, Sequence

from adapters.conversations.feedback import FEEDBACK
from adapters.conversations.memory_store import (
    CONVERSATIONS,
    MESSAGES,
    RUN_EVENTS,
    RUNS,
    quotes,
)
from adapters.database.memory import MemoryDatabase
from adapters.database.paging import newest_first, page_of
from application.conversations.ports import Said
from application.paging import Page, Window
from application.service import service
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.feedback import Feedback
from domain.conversations.message import Message, MessageId, Turn
from domain.conversations.run import Run, RunEvent, RunId
from domain.ids import DocumentId, OrganisationId, UserId


@service
class InMemoryConversationsReader:
    database: MemoryDatabase

    def conversation(
        self, organisation_id: OrganisationId, id: ConversationId
    ) -> Conversation | None:
        found: Conversation | None = self.database.rows(CONVERSATIONS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def conversations(
        self,
        organisation_id: OrganisationId,
        owner_id: UserId,
        window: Window,
        *,
        archived: bool = False,
    ) -> Page[Conversation]:
        own = (
            one
            for one in self.database.rows(CONVERSATIONS).values()
            if (one.organisation_id, one.owner_id) == (organisation_id, owner_id)
            and one.archived is archived
        )
        return newest_first(own, window, lambda conversation: conversation.id)

    def messages(self, id: ConversationId, window: Window) -> Page[Message]:
        listed = self._messages(id)
        after = self.database.rows(MESSAGES).get(window.after)
        if window.after is not None:
            listed = [one for one in listed if after and one.position > after.position]
        return page_of(listed, window, lambda message: message.id)

    def message(self, id: MessageId) -> Message | None:
        return self.database.rows(MESSAGES).get(id)

    def turns(self, id: ConversationId, *, before: MessageId, limit: int) -> Sequence[Turn]:
        last = self.database.rows(MESSAGES)[before].position
        earlier = [one for one in self._messages(id) if one.position < last]
        return [Turn.of(one) for one in earlier[-limit:]]

    def said(self, id: ConversationId, *, limit: int) -> Said:
        found = self._messages(id)
        turns = tuple(Turn.of(one) for one in found[-limit:])
        return Said(turns, found[-1].position) if found else Said()

    def feedback(self, user_id: UserId, ids: Collection[MessageId]) -> Mapping[MessageId, Feedback]:
        rows = self.database.rows(FEEDBACK)
        return {one: rows[one, user_id] for one in ids if (one, user_id) in rows}

    def quotations(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        rows = self.database.rows(MESSAGES).values()
        own = [one for one in rows if one.organisation_id == organisation_id]
        cited = (citation for message in own for citation in message.citations)
        standing = sum(one.document_id == document_id and not one.withdrawn for one in cited)
        standing += sum(one.withdrawn(document_id).content != one.content for one in own)
        runs = self.database.rows(RUNS).values()
        told = (run for run in runs if run.organisation_id == organisation_id)
        events = (event for run in told for event in self.run_events(run.id, after=0))
        return int(standing + sum(quotes(event, document_id) for event in events))

    def run(self, organisation_id: OrganisationId, id: RunId) -> Run | None:
        found: Run | None = self.database.rows(RUNS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def run_events(self, id: RunId, *, after: int) -> Sequence[RunEvent]:
        told: Sequence[RunEvent] = self.database.rows(RUN_EVENTS).get(id, ())
        return told[after:]

    def _messages(self, id: ConversationId) -> list[Message]:
        rows = self.database.rows(MESSAGES).values()
        own = (one for one in rows if one.conversation_id == id)
        return sorted(own, key=lambda message: message.position)
