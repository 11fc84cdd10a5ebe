"""What a person thinks of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.conversations.errors import MessageNotFound
from domain.conversations.message import Message, MessageId, Role
from domain.ids import OrganisationId, UserId
from domain.principal import Principal

LONGEST_REASON = 1_000


class Rating(StrEnum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One for each person and answer; the last word counts."""

    message_id: MessageId
    user_id: UserId
    organisation_id: OrganisationId
    rating: Rating
    reason: str | None
    given_at: datetime

    @classmethod
    def on(
        cls, message: Message, by: Principal, rating: Rating, reason: str | None, *, now: datetime
    ) -> Feedback:
        """Rate an answer; raises MessageNotFound for a question."""
        if message.role is not Role.ASSISTANT:
            raise MessageNotFound
        return cls(
            message_id=message.id,
            user_id=by.user_id,
            organisation_id=by.organisation_id,
            rating=rating,
            reason=(reason or "").strip() or None,
            given_at=now,
        )
