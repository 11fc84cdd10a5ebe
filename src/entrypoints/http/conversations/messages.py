"""Messages over HTTP: ask, and read the answer whole or while it is written."""

from contextlib import ExitStack
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from application.conversations.rate_answers import ReadRatings
from application.conversations.read_conversations import ReadMessages
from domain.conversations.conversation import ConversationId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.conversations.answering import answered, asked
from entrypoints.http.conversations.following import followed
from entrypoints.http.conversations.message_views import MessageDraft, MessageList, MessageView
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers, streams
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.seats import Seats
from entrypoints.http.use import acting, cases, use
from entrypoints.workers.answering import Answering

blueprint = Blueprint(
    "messages",
    __name__,
    url_prefix="/api/v1/conversations/<uuid:conversation_id>/messages",
    description="Questions and grounded answers.",
)


@blueprint.post("")
@streams(blueprint, "The answer while it is written, when text/event-stream is accepted.")
@answers(
    blueprint,
    201,
    MessageView,
    says="The answer, every sentence of it cited; or an abstention.",
    refuses=(404, 409, 413, 415, 422, 504),
    headers={"Location": "The run, whose events can be followed."},
)
@idempotent(blueprint, replay=False)
@reads(blueprint, MessageDraft)
def ask(new_id: UUID, body: MessageDraft, conversation_id: UUID) -> Response:
    """Ask a question. Accept text/event-stream to read the answer while it is written."""
    question = asked(new_id, conversation_id, body)
    if request.accept_mimetypes.best != "text/event-stream":
        return answered(cases(), acting, question)
    with ExitStack() as seat:
        seat.enter_context(use(Seats).taken())  # before anything is kept
        with use(Answering).turn():
            promised = use(Answering).ask(acting(), question)
        return followed(acting(), promised.run, seat)


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, MessageList, says="Messages, oldest first.", refuses=(404, 422))
def listed(query: dict[str, Any], conversation_id: UUID) -> Response:
    """Read a conversation from its beginning."""
    page = use(ReadMessages)(acting(), ConversationId(conversation_id), window(query))
    given = use(ReadRatings)(acting(), [message.id for message in page.items])
    return answer(MessageList.of(page, given))
