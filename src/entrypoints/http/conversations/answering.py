"""What is done about a question whose answer is waited for, whoever read the request."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from time import monotonic
from uuid import UUID

from flask import Response

from application.conversations.ask import Question
from application.conversations.rate_answers import ReadRatings
from application.conversations.read_conversations import FindMessage, FollowRun
from domain.conversations.conversation import ConversationId
from domain.conversations.message import Message, MessageId
from domain.conversations.run import Run, RunEventKind
from domain.principal import Principal
from entrypoints.http.answer import answer
from entrypoints.http.conversations.asking import settled
from entrypoints.http.conversations.following import last_of
from entrypoints.http.conversations.message_views import MessageDraft, MessageView
from entrypoints.http.errors import Refusal
from entrypoints.http.seats import Seats
from entrypoints.http.use import Cases
from entrypoints.settings import Settings
from entrypoints.workers.answering import Answering


def asked(new_id: UUID, conversation_id: UUID, body: MessageDraft) -> Question:
    """Return what the body asks; raises QueryEmpty."""
    asking = settled(body.document_ids, body.retrieval)
    return Question(MessageId(new_id), ConversationId(conversation_id), body.content, asking)


def answered(cases: Cases, acting: Callable[[], Principal], question: Question) -> Response:
    """Ask and wait for the answer; raises what `acting` and AskQuestion raise, and Refusal."""
    answering = cases.use(Answering)
    with cases.use(Seats).taken():  # before anything is kept
        with answering.turn():
            by = acting()
            promised = answering.ask(by, question)
            until = monotonic() + cases.use(Settings).answer_seconds
            kept = _kept(promised.message, until)
        return _whole(cases, by, promised.run, kept, until)


def _whole(cases: Cases, by: Principal, run: Run, kept: Message | None, until: float) -> Response:
    """Answer with the message: as it was kept just now, or else as the run's events lead to it."""
    location = {"Location": f"/api/v1/runs/{run.id}/events"}
    if kept is not None:
        return answer(MessageView.of(kept), 201, location)
    last = last_of(cases.use(FollowRun), by, run, until - monotonic())
    if last is not None and last.kind is RunEventKind.FAILED:
        raise Refusal(503, last.data["code"], last.data["detail"])
    message = cases.use(FindMessage)(by, run.answer_id)
    if message is None:
        raise Refusal(504, "answer_pending", f"follow the answer at {location['Location']}")
    given = cases.use(ReadRatings)(by, [message.id])
    return answer(MessageView.of(message, given.get(message.id)), 201, location)


def _kept(promised: Future[Message | None] | None, until: float) -> Message | None:
    with suppress(TimeoutError):
        return promised.result(until - monotonic()) if promised else None
    return None
