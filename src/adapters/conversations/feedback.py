"""What people think of answers, in dictionaries and in rows."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete

from adapters.conversations.tables import feedback as table
from adapters.database.inserts import save
from adapters.database.memory import MemoryTransaction
from application.service import service
from domain.conversations.feedback import Feedback, Rating
from domain.conversations.message import MessageId
from domain.ids import OrganisationId, UserId

FEEDBACK = "feedback"


@service
class InMemoryFeedbackRepository:
    work: MemoryTransaction

    def save(self, feedback: Feedback) -> None:
        self.work.table(FEEDBACK)[feedback.message_id, feedback.user_id] = feedback

    def remove(self, id: MessageId, user_id: UserId) -> None:
        self.work.table(FEEDBACK).pop((id, user_id), None)


@service
class SqlFeedbackRepository:
    connection: Connection

    def save(self, feedback: Feedback) -> None:
        save(self.connection, table, {**asdict(feedback), "rating": feedback.rating.value})

    def remove(self, id: MessageId, user_id: UserId) -> None:
        own = (table.c.message_id == id, table.c.user_id == user_id)
        self.connection.execute(delete(table).where(*own))


def to_feedback(row: Row[Any]) -> Feedback:
    return Feedback(
        message_id=MessageId(row.message_id),
        user_id=UserId(row.user_id),
        organisation_id=OrganisationId(row.organisation_id),
        rating=Rating(row.rating),
        reason=row.reason,
        given_at=row.given_at,
    )
