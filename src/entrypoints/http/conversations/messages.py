"""Messages over HTTP: ask, and read the answer whole or while it is written."""

from concurrent.futures import Future
from contextlib import ExitStack, suppress
from time import monotonic
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from application.conversations.ask import Question
from application.conversations.rate_answers import ReadRatings
from application.conversations.read_conversations import FindMessage, ReadMessages
from domain.conversations.conversation import ConversationId
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEvent, RunEventKind
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.conversations.asking import settled
from entrypoints.http.conversations.following import followed, streamed
from entrypoints.http.conversations.message_views import MessageDraft, MessageList, MessageView
from entrypoints.http.errors import Refusal
from entrypoints.http.idempotency import idempotent
from entrypoints.http.openapi import answers, streams
from entrypoints.http.paging import PageQuery, window
from entrypoints.http.seats import Seats
from entrypoints.http.use import acting, use
from entrypoints.settings import Settings
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
    asking = settled(body.document_ids, body.retrieval)
    question = Question(MessageId(new_id), ConversationId(conversation_id), body.content, asking)
    with ExitStack() as seat:
        seat.enter_context(use(Seats).taken())  # before anything is kept
        with use(Answering).turn():
            promised = use(Answering).ask(acting(), question)
            if request.accept_mimetypes.best == "text/event-stream":
                return streamed(acting(), promised.run, seat.pop_all())
            kept = _kept(promised.message, until := monotonic() + use(Settings).answer_seconds)
        return _whole(promised.run, kept, until)


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, MessageList, says="Messages, oldest first.", refuses=(404, 422))
def listed(query: dict[str, Any], conversation_id: UUID) -> Response:
    """Read a conversation from its beginning."""
    page = use(ReadMessages)(acting(), ConversationId(conversation_id), window(query))
    given = use(ReadRatings)(acting(), [message.id for message in page.items])
    return answer(MessageList.of(page, given))


def _whole(run: Run, kept: Message | None, until: float) -> Response:
    """Answer with the message: as it was kept just now, or else as the run's events lead to it."""
    location = {"Location": f"/api/v1/runs/{run.id}/events"}
    if kept is not None:
        return answer(MessageView.of(kept), 201, location)
    last = _last(run, until)
    if last is not None and last.kind is RunEventKind.FAILED:
        raise Refusal(503, last.data["code"], last.data["detail"])
    message = use(FindMessage)(acting(), run.answer_id)
    if message is None:
        raise Refusal(504, "answer_pending", f"follow the answer at {location['Location']}")
    given = use(ReadRatings)(acting(), [message.id])
    return answer(MessageView.of(message, given.get(message.id)), 201, location)


def _kept(promised: Future[Message | None] | None, until: float) -> Message | None:
    with suppress(TimeoutError):
        return promised.result(until - monotonic()) if promised else None
    return None


def _last(run: Run, until: float) -> RunEvent | None:
    last = None
    for event in followed(acting(), run, seconds=until - monotonic()):
        last = event
    return last
