"""A creating POST sent twice has one effect.

After the IETF draft "The Idempotency-Key HTTP Header Field". The key's first request reserves the
id of what it creates, so a repetition after a crash finds the same thing instead of a second one.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial, wraps
from hashlib import file_digest, sha256
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Response, request
from flask_smorest import Blueprint
from werkzeug.exceptions import HTTPException

from application.clock import Clock
from application.idempotency.ports import IdempotencyStore, RequestKey, Reservation, StoredAnswer
from application.ids import IdSource
from domain.errors import DomainError
from domain.ids import OrganisationId
from domain.principal import Principal
from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import takes_header
from entrypoints.http.use import acting, signed_in, use

View = TypeVar("View", bound=Callable[..., Any])
KEY = re.compile(r"\A[\x21-\x2b\x2d-\x7e]{1,255}\Z")
"""No comma: two headers of one name arrive as one, with a comma between (RFC 9110, section 5.3)."""
SCHEMA = {"type": "string", "pattern": r"^[\x21-\x2b\x2d-\x7e]{1,255}$"}
SAYS = "Send the same key again and nothing happens twice."
HOLDING = timedelta(seconds=60)
NOT_HELD = -HOLDING
"""Free at once, also for a request whose clock reads a little earlier."""
KEPT_HEADERS = ("Location", "ETag", "Content-Type", "Authz-Version")


def idempotent(
    blueprint: Blueprint, *, replay: bool = True, of_person: bool = False, keeps_body: bool = True
) -> Callable[[View], View]:
    """Hand the view the id to create under, and answer repetitions with the first answer.

    Without `replay` the view runs again under the same id, for a view that can tell by itself.
    So it does where it `keeps_body` of none, but never while the first is being answered: for
    answers that may not be told for as long as a key is remembered.
    A key belongs to the organisation that is acted for, or to the person where there is none yet.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            given = request.headers.get("Idempotency-Key")
            if given is None:
                return view(use(IdSource).new(), *args, **kwargs)
            by = _asking(of_person=of_person)
            holder = OrganisationId(by.user_id) if of_person else by.organisation_id
            key = RequestKey(holder, _checked(given))
            held = _reserve(key, by, HOLDING if replay else NOT_HELD)
            asking = partial(view, held.resource_id, *args, **kwargs)
            if held.answer is not None:
                return _replayed(held.answer) if keeps_body else _marked(asking())
            first = _refusable(key, asking)
            return _kept(key, first, keeps_body=keeps_body) if replay else first

        documented: Callable[[Any], View] = takes_header(blueprint, "Idempotency-Key", SAYS, SCHEMA)
        return documented(wrapper)

    return decorate


def _asking(*, of_person: bool) -> Principal:
    """Return who asks; guests may, where an organisation holds the key."""
    if of_person:
        return signed_in()
    return acting((request.view_args or {}).get("organisation_id"))


def _refusable(key: RequestKey, view: Callable[[], Response]) -> Response:
    """Free the key when the request was refused; after any other end it may have had its effect."""
    try:
        return view()
    except (DomainError, Refusal, HTTPException) as refusal:
        if getattr(refusal, "status", 400) < HTTPStatus.INTERNAL_SERVER_ERROR:
            use(IdempotencyStore).release(key)
        raise


def _kept(key: RequestKey, response: Response, *, keeps_body: bool) -> Response:
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    body = response.get_data() if keeps_body else b""
    answer = StoredAnswer(response.status_code, headers, body)
    use(IdempotencyStore).answered(key, answer)
    return response


def _reserve(key: RequestKey, by: Principal, holding: timedelta) -> Reservation:
    now = use(Clock).now()
    return use(IdempotencyStore).reserve(
        key, _fingerprint(by), resource_id=use(IdSource).new(), now=now, until=now + holding
    )


def _replayed(kept: StoredAnswer) -> Response:
    return _marked(Response(kept.body, kept.status, kept.headers))


def _marked(response: Response) -> Response:
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _checked(given: str) -> str:
    if not KEY.match(given):
        raise Refusal(
            400,
            "idempotency_key_malformed",
            "one Idempotency-Key has 1 to 255 visible characters, and no comma",
        )
    return given


def _fingerprint(by: Principal) -> str:
    """Digest what is asked by whom, apart from how a form's parts happen to be divided.

    A part may have no name.

    So nobody is told what another was, who may see more.
    """
    digest = sha256(f"{by.user_id} {by.at_most} {request.method} {request.path}\n".encode())
    if request.files or request.form:
        for name, value in sorted(request.form.items(), key=str):
            digest.update(f"{name}={value}\n".encode())
        for name, file in sorted(request.files.items(), key=str):
            digest.update(f"{name}:{file.filename}\n".encode())
            part = file_digest(file.stream, "sha256")  # type: ignore[arg-type]  # it can readinto
            digest.update(part.digest())
            file.stream.seek(0)
    else:
        digest.update(request.get_data(cache=True))
    return digest.hexdigest()
