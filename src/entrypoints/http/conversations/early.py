"""Questions as most come, answered in front of Flask."""

from uuid import UUID

from flask import Response

from application.ids import IdSource
from entrypoints.http.before_flask import JSON, EarlyRoute, Sent
from entrypoints.http.bodies import LARGEST_JSON, fitted, json_in
from entrypoints.http.conversations.answering import answered, asked
from entrypoints.http.conversations.message_views import MessageDraft


def ask(sent: Sent) -> Response:
    sent.let_in()
    new_id = sent.cases.use(IdSource).new()
    body = fitted(json_in(sent.body), MessageDraft)
    return answered(sent.cases, sent.acting, asked(new_id, UUID(sent.named), body))


EARLY = EarlyRoute(
    ("/api/v1/conversations/<uuid:conversation_id>/messages",),
    ask,
    unusual=frozenset({"HTTP_IDEMPOTENCY_KEY"}),
    largest=LARGEST_JSON,
    accept=frozenset({"*/*", JSON}),
)
