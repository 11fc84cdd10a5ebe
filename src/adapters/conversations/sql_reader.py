"""Views of conversations, straight from the rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from adapters.conversations.feedback import to_feedback
from adapters.conversations.rows import (
    quotes,
    saying,
    still_said,
    to_citation,
    to_conversation,
    to_event,
    to_message,
    to_run,
)
from adapters.conversations.tables import (
    citations,
    conversations,
    feedback,
    messages,
    run_events,
    runs,
)
from adapters.database.paging import page_of
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from application.conversations.ports import Said
from application.paging import Page, Window
from application.service import service
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.feedback import Feedback
from domain.conversations.message import Citation, Message, MessageId, Role, Turn
from domain.conversations.run import Run, RunEvent, RunId
from domain.ids import DocumentId, OrganisationId, UserId

EARLIER = (
    select(messages.c.id, messages.c.role, messages.c.content)
    .where(
        messages.c.conversation_id == bindparam("conversation"),
        messages.c.position
        < select(messages.c.position).where(messages.c.id == bindparam("before")).scalar_subquery(),
    )
    .order_by(messages.c.position.desc())
    .limit(bindparam("most"))
)
LAST = (
    select(messages.c.id, messages.c.role, messages.c.content, messages.c.position)
    .where(messages.c.conversation_id == bindparam("conversation"))
    .order_by(messages.c.position.desc())
    .limit(bindparam("most"))
)
CONVERSATION = select(conversations).where(
    conversations.c.id == bindparam("held"),
    conversations.c.organisation_id == bindparam("organisation"),
)
RUN = select(runs).where(
    runs.c.id == bindparam("run"), runs.c.organisation_id == bindparam("organisation")
)
MESSAGE = select(messages).where(messages.c.id == bindparam("message"))
CITED = (
    select(citations)
    .where(citations.c.message_id.in_(bindparam("ids", expanding=True)))
    .order_by(citations.c.message_id, citations.c.marker)
)
STOOD_ON = select(citations.c.message_id, citations.c.marker, citations.c.document_id).where(
    citations.c.message_id.in_(bindparam("ids", expanding=True)), citations.c.withdrawn.is_(False)
)
TOLD = (
    select(run_events)
    .where(run_events.c.run_id == bindparam("run"), run_events.c.sequence > bindparam("after"))
    .order_by(run_events.c.sequence)
)


@service
class SqlConversationsReader:
    database: SqlDatabase

    def conversation(
        self, organisation_id: OrganisationId, id: ConversationId
    ) -> Conversation | None:
        named = {"held": id, "organisation": organisation_id}
        found = asked(self.database, CONVERSATION, named)
        return to_conversation(found[0]) if found else None

    def conversations(
        self,
        organisation_id: OrganisationId,
        owner_id: UserId,
        window: Window,
        *,
        archived: bool = False,
    ) -> Page[Conversation]:
        held = conversations.c
        own = (held.organisation_id == organisation_id, held.owner_id == owner_id)
        listed = select(conversations).where(*own, held.archived.is_(archived))
        if window.after is not None:
            listed = listed.where(held.id < window.after)
        rows = self._rows(listed.order_by(held.id.desc()).limit(window.limit + 1))
        return page_of([to_conversation(row) for row in rows], window, lambda one: one.id)

    def messages(self, id: ConversationId, window: Window) -> Page[Message]:
        listed = select(messages).where(messages.c.conversation_id == id)
        if window.after is not None:
            listed = listed.where(messages.c.position > _position(window.after))
        rows = self._rows(listed.order_by(messages.c.position).limit(window.limit + 1))
        return page_of(self._whole(rows), window, lambda message: message.id)

    def message(self, id: MessageId) -> Message | None:
        whole = self._whole(asked(self.database, MESSAGE, {"message": id}))
        return whole[0] if whole else None

    def turns(self, id: ConversationId, *, before: MessageId, limit: int) -> Sequence[Turn]:
        named = {"conversation": id, "before": before, "most": limit}
        return self._turns(asked(self.database, EARLIER, named))

    def said(self, id: ConversationId, *, limit: int) -> Said:
        rows = asked(self.database, LAST, {"conversation": id, "most": limit})
        return Said(tuple(self._turns(rows)), rows[0].position) if rows else Said()

    def feedback(self, user_id: UserId, ids: Collection[MessageId]) -> Mapping[MessageId, Feedback]:
        given = feedback.c
        own = select(feedback).where(given.user_id == user_id, given.message_id.in_(list(ids)))
        return {MessageId(row.message_id): to_feedback(row) for row in self._rows(own)}

    def quotations(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        standing = select(func.count()).where(
            citations.c.organisation_id == organisation_id,
            citations.c.document_id == document_id,
            citations.c.withdrawn.is_(False),
        )
        told = (
            select(func.count())
            .select_from(run_events.join(runs))
            .where(runs.c.organisation_id == organisation_id, quotes(document_id))
        )
        said = still_said(self._rows(saying(organisation_id, document_id)))
        counted: int = sum(self._rows(count)[0][0] for count in (standing, told))
        return counted + len(list(said))

    def run(self, organisation_id: OrganisationId, id: RunId) -> Run | None:
        found = asked(self.database, RUN, {"run": id, "organisation": organisation_id})
        return to_run(found[0]) if found else None

    def run_events(self, id: RunId, *, after: int) -> Sequence[RunEvent]:
        return [to_event(row) for row in asked(self.database, TOLD, {"run": id, "after": after})]

    def _whole(self, rows: Sequence[Any]) -> list[Message]:
        cited = self._citations([row.id for row in rows])
        return [to_message(row, cited[row.id]) for row in rows]

    def _turns(self, newest_first: Sequence[Any]) -> list[Turn]:
        cited = self._stood_on([row.id for row in newest_first if row.role != Role.USER])
        return [Turn(Role(row.role), row.content, cited[row.id]) for row in reversed(newest_first)]

    def _stood_on(self, answers: Sequence[UUID]) -> dict[UUID, dict[int, DocumentId]]:
        cited: dict[UUID, dict[int, DocumentId]] = defaultdict(dict)
        for row in asked(self.database, STOOD_ON, {"ids": answers}) if answers else ():
            cited[row.message_id][row.marker] = DocumentId(row.document_id)
        return cited

    def _citations(self, ids: Iterable[UUID]) -> dict[UUID, list[Citation]]:
        cited: dict[UUID, list[Citation]] = defaultdict(list)
        for row in asked(self.database, CITED, {"ids": list(ids)}):
            cited[row.message_id].append(to_citation(row))
        return cited

    def _rows(self, asked: Select[Any]) -> Sequence[Any]:
        with self.database.reading() as connection:
            return connection.execute(asked).all()


def _position(id: UUID) -> Any:
    return select(messages.c.position).where(messages.c.id == id).scalar_subquery()
