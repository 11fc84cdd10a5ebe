"""Where other systems send what happened there, with a signature over the raw body."""

from contextlib import suppress
from http import HTTPStatus
from uuid import UUID

import msgspec
from flask import Response, request
from flask_smorest import Blueprint

from application.events.drafting import Result
from application.events.sources.receive_webhook import ReceiveWebhook, Webhook
from domain.errors import DomainError
from domain.events.entry import Outcome
from domain.events.sources.errors import SourceNotFound
from domain.events.sources.source import Source, SourceId
from entrypoints.http.answer import answer
from entrypoints.http.bodies import sent
from entrypoints.http.errors import Refusal
from entrypoints.http.events.allowances import LIMITS, counting, told_on_answers
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.problems import Fault
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "webhooks",
    __name__,
    url_prefix="/api/v1/webhooks",
    description="Signed events from other systems.",
)
told_on_answers(blueprint)
SIGNED = {"description": "JSON as it was signed."}
BODY = {"required": True, "content": {"*/*": {"schema": SIGNED}}}
STATUS = {Outcome.CONFLICT: HTTPStatus.CONFLICT, Outcome.REJECTED: HTTPStatus.UNPROCESSABLE_ENTITY}


class ReceivedView(msgspec.Struct):
    """`status` is accepted, duplicate or quarantined."""

    id: str
    source: str
    status: str


@blueprint.post("/<source_id>")
@for_anybody(blueprint)
@blueprint.doc(requestBody=BODY)
@answers(
    blueprint,
    202,
    ReceivedView,
    says="It is durable.",
    refuses=(409, 410, 413, 422, 429),
    headers=LIMITS,
)
@answers(blueprint, 200, ReceivedView, says="It was there already.", headers=LIMITS)
def receive(source_id: str) -> Response:
    """Receive a webhook: Standard Webhooks, Stripe or GitHub, as the source's kind says.

    The source is named by its id, or by its name where it is clear whose it is.
    """
    receiving, webhook = use(ReceiveWebhook), _webhook()
    source = _source(source_id)
    verified = receiving.proved(source, webhook)
    counting()(source.principal, {source.name: 1})
    return _told(source, receiving(source, webhook, verified), verified.id)


def _webhook() -> Webhook:
    return Webhook({name.lower(): value for name, value in request.headers.items()}, sent())


def _source(named: str) -> Source:
    """Raises SourceNotFound, SourceGone."""
    with suppress(ValueError):
        return use(ReceiveWebhook).by_id(SourceId(UUID(named)))
    try:
        by = acting()
    except (DomainError, Refusal):
        raise SourceNotFound from None
    return use(ReceiveWebhook).named(by.organisation_id, named)


def _told(source: Source, result: Result, id: str) -> Response:
    flaw = result.flaw
    if flaw is not None and result.outcome in STATUS:
        fault = Fault(flaw.detail, flaw.pointer)
        raise Refusal(STATUS[result.outcome], flaw.code, flaw.detail, errors=(fault,))
    status = HTTPStatus.OK if result.outcome is Outcome.DUPLICATE else HTTPStatus.ACCEPTED
    return answer(ReceivedView(id, source.name, result.outcome.value), status)
