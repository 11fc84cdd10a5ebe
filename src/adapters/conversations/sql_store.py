"""Conversations kept in a relational database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from adapters.conversations.feedback import SqlFeedbackRepository
from adapters.conversations.rows import (
    citation_row,
    conversation_row,
    event_row,
    message_row,
    quotes,
    run_row,
    saying,
    still_said,
    to_conversation,
    to_event,
    to_run,
)
from adapters.conversations.tables import citations, conversations, messages, run_events, runs
from adapters.database.in_transaction import change, change_all, find
from adapters.database.inserts import insert_once, save
from adapters.database.sql import SqlDatabase, take_turn
from adapters.jobs.sql import SqlJobs
from adapters.messaging.sql import SqlInbox
from adapters.permissions.access.sql_things import SqlOwnedThings
from application.service import service
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEvent, RunId, RunState
from domain.ids import DocumentId, OrganisationId

WITHDRAWING = 8_022
"""The advisory lock's number: shared by who keeps quotes without a job, alone to withdraw."""

HELD_CONVERSATION = (
    select(conversations).where(conversations.c.id == bindparam("held")).with_for_update()
)
EXCHANGE = (
    update(conversations)
    .where(
        conversations.c.id == bindparam("seen_id"),
        conversations.c.version == bindparam("seen_version"),
    )
    .values(
        {
            one.name: bindparam(one.name, type_=one.type)
            for one in conversations.c
            if not one.primary_key
        }
    )
)
BEHIND_THE_LAST = (
    select(func.coalesce(func.max(messages.c.position), 0) + 1)
    .where(messages.c.conversation_id == bindparam("conversation_id"))
    .scalar_subquery()
)
APPEND_MESSAGE = (
    insert(messages)
    .values(
        {one.name: bindparam(one.name, type_=one.type) for one in messages.c}
        | {"position": BEHIND_THE_LAST}
    )
    .returning(messages.c.position)
)
HELD_RUN = select(runs).where(runs.c.id == bindparam("run")).with_for_update()
RUN_OF_QUESTION = select(runs).where(runs.c.question_id == bindparam("question"))
RUNNING = select(runs).where(
    runs.c.conversation_id == bindparam("conversation"), runs.c.state == RunState.RUNNING.value
)
LAST_SEQUENCE = select(func.max(run_events.c.sequence)).where(
    run_events.c.run_id == bindparam("run")
)
ADD_CITATIONS, ADD_EVENTS = insert(citations), insert(run_events)
# built once: to build one takes longer than to run it


@service
class SqlConversationRepository:
    connection: Connection

    def hold(self, id: ConversationId) -> None:
        """Ask only where rows are held one by one: SQLite's writers are alone."""
        if self.connection.dialect.name != "sqlite":
            find(self.connection, HELD_CONVERSATION, {"held": id})

    def add(self, conversation: Conversation) -> bool:
        return insert_once(self.connection, conversations, conversation_row(conversation))

    def by_id(self, id: ConversationId) -> Conversation | None:
        found = find(self.connection, HELD_CONVERSATION, {"held": id})
        return to_conversation(found[0]) if found else None

    def save(self, conversation: Conversation) -> None:
        save(self.connection, conversations, conversation_row(conversation))

    def exchange(self, seen: Conversation, made: Conversation) -> bool:
        row = {**conversation_row(made), "seen_id": seen.id, "seen_version": seen.version}
        del row["id"]
        return bool(change(self.connection, EXCHANGE, row))

    def remove(self, conversation: Conversation) -> None:
        owned = conversations.c.id == conversation.id
        self.connection.execute(delete(conversations).where(owned))


@service
class SqlMessageRepository:
    connection: Connection

    def append(self, message: Message) -> int:
        row = message_row(message)
        del row["position"]
        position: int = find(self.connection, APPEND_MESSAGE, row)[0].position
        rows = [citation_row(message, citation) for citation in message.citations]
        change_all(self.connection, ADD_CITATIONS, rows)
        return position

    def outwait_withdrawals(self, organisation_id: OrganisationId) -> None:
        take_turn(self.connection, _withdrawing(organisation_id), shared=True)

    def withdraw(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        take_turn(self.connection, _withdrawing(organisation_id))
        cited = (
            citations.c.organisation_id == organisation_id,
            citations.c.document_id == document_id,
        )
        answers = select(citations.c.message_id).where(*cited)
        broken = (runs.c.organisation_id == organisation_id, runs.c.state == RunState.FAILED.value)
        unfinished = select(run_events.c.run_id).join(runs).where(*broken, quotes(document_id))
        told = select(runs.c.id).where(runs.c.answer_id.in_(answers) | runs.c.id.in_(unfinished))
        self.connection.execute(delete(run_events).where(run_events.c.run_id.in_(told)))
        self._blank(self.connection.execute(saying(organisation_id, document_id)))
        blank = update(citations).where(*cited).values(withdrawn=True, quote="")
        return self.connection.execute(blank).rowcount

    def _blank(self, said: Iterable[Row[Any]]) -> None:
        for message_id, content in still_said(said):
            kept = update(messages).where(messages.c.id == message_id)
            self.connection.execute(kept.values(content=content))


@service
class SqlRunRepository:
    connection: Connection

    def by_id(self, id: RunId) -> Run | None:
        return self._one(HELD_RUN, {"run": id})

    def by_question(self, id: MessageId) -> Run | None:
        return self._one(RUN_OF_QUESTION, {"question": id})

    def running(self, id: ConversationId) -> Run | None:
        return self._one(RUNNING, {"conversation": id})

    def add(self, run: Run) -> bool:
        return insert_once(self.connection, runs, run_row(run))

    def save(self, run: Run) -> None:
        save(self.connection, runs, run_row(run))

    def tell(self, run: Run, events: Sequence[RunEvent]) -> None:
        change_all(self.connection, ADD_EVENTS, [event_row(run, event) for event in events])

    def told(self, run: Run) -> Sequence[RunEvent]:
        told = select(run_events).where(run_events.c.run_id == run.id)
        rows = self.connection.execute(told.order_by(run_events.c.sequence))
        return [to_event(row) for row in rows]

    def last_sequence(self, run: Run) -> int:
        return find(self.connection, LAST_SEQUENCE, {"run": run.id})[0][0] or 0

    def _one(self, asked: Select[Any], named: Mapping[str, UUID]) -> Run | None:
        found = find(self.connection, asked, named)
        return to_run(found[0]) if found else None


@service
class SqlConversationsWork:
    connection: Connection

    @property
    def conversations(self) -> SqlConversationRepository:
        return SqlConversationRepository(self.connection)

    @property
    def messages(self) -> SqlMessageRepository:
        return SqlMessageRepository(self.connection)

    @property
    def feedback(self) -> SqlFeedbackRepository:
        return SqlFeedbackRepository(self.connection)

    @property
    def runs(self) -> SqlRunRepository:
        return SqlRunRepository(self.connection)

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    @property
    def inbox(self) -> SqlInbox:
        return SqlInbox(self.connection)

    @property
    def owned(self) -> SqlOwnedThings:
        return SqlOwnedThings(self.connection)

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlConversationsStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self) -> Iterator[SqlConversationsWork]:
        with self.database.writing() as connection:
            yield SqlConversationsWork(connection)


def _withdrawing(organisation_id: OrganisationId) -> int:
    return WITHDRAWING << 32 | organisation_id.int & 0xFFFF_FFFF
