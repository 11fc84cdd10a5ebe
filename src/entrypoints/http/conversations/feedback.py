"""Feedback on answers over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.conversations.rate_answers import RateAnswer, TakeBackRating, Verdict
from domain.conversations.feedback import LONGEST_REASON, Feedback, Rating
from domain.conversations.message import MessageId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.shapes import STORABLE, Moment
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "feedback",
    __name__,
    url_prefix="/api/v1/messages/<uuid:message_id>/feedback",
    description="What you think of an answer.",
)
Reason = Annotated[str, msgspec.Meta(max_length=LONGEST_REASON, extra_json_schema=STORABLE)]


class FeedbackDraft(msgspec.Struct, forbid_unknown_fields=True):
    rating: Rating
    reason: Reason | None = None


class FeedbackView(msgspec.Struct):
    rating: Rating
    reason: str | None
    given_at: Moment

    @classmethod
    def of(cls, feedback: Feedback) -> FeedbackView:
        return cls(feedback.rating, feedback.reason, feedback.given_at)


@blueprint.put("")
@answers(
    blueprint,
    200,
    FeedbackView,
    says="It is kept, in place of what you said before.",
    refuses=(404, 413, 415, 422),
)
@reads(blueprint, FeedbackDraft)
def rate(body: FeedbackDraft, message_id: UUID) -> Response:
    """Say whether an answer was good, and why."""
    verdict = Verdict(MessageId(message_id), body.rating, body.reason)
    return answer(FeedbackView.of(use(RateAnswer)(acting(), verdict)))


@blueprint.delete("")
@answers(blueprint, 204, says="Nothing is said of it any more.", refuses=(404,))
def take_back(message_id: UUID) -> Response:
    """Take your feedback back; twice is fine."""
    use(TakeBackRating)(acting(), MessageId(message_id))
    return Response(status=204)
