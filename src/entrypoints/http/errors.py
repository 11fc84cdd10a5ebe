"""The one place where a refusal becomes an HTTP status."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from application.errors import ApplicationError, TooMany, Unavailable
from application.messaging.partitions import TooLarge
from domain.conversations.errors import ConversationBusy
from domain.errors import (
    Conflict,
    DomainError,
    Expired,
    Forbidden,
    Invalid,
    NotFound,
    Unauthenticated,
)
from domain.events.errors import BodyTooLarge, FormatUnsupported, UnreadableBody
from domain.events.pointed import Pointed
from domain.knowledge.errors import MediaTypeUnsupported
from domain.permissions.access.errors import WouldCycle
from domain.permissions.people.errors import TokenRefused
from entrypoints.http.problems import Fault, problem

STATUS: Mapping[type[Exception], HTTPStatus] = {
    MediaTypeUnsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    BodyTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    FormatUnsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    UnreadableBody: HTTPStatus.BAD_REQUEST,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    Conflict: HTTPStatus.CONFLICT,
    Expired: HTTPStatus.GONE,
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}
CODES: Mapping[int, str] = {413: "body_too_large", 422: "invalid_parameters"}
"""Codes of what Flask itself refuses; the others are its names for the statuses."""
RETRY_AFTER_SECONDS = 5
RETRY_SOON_SECONDS = 1
log = structlog.get_logger()


class Refusal(Exception):
    """An answer that the HTTP edge itself gives, in the same shape as all others."""

    def __init__(
        self, status: int, code: str, detail: str, *, errors: tuple[Fault, ...] = ()
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.errors = status, code, detail, errors


def register(app: Flask) -> None:
    app.register_error_handler(DomainError, refuse)
    app.register_error_handler(ApplicationError, refuse)
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _bug)


def answered(error: Exception) -> Response:
    """Answer what was raised where Flask was not asked, as it would."""
    if isinstance(error, Refusal):
        return _refusal(error)
    return refuse(error) if isinstance(error, (DomainError, ApplicationError)) else _bug(error)


def refuse(error: DomainError | ApplicationError) -> Response:
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), None)
    if status is None:
        return _bug(error)
    path = error.path if isinstance(error, WouldCycle) else ()
    points = error.points if isinstance(error, Pointed) else ()
    errors = tuple(Fault(one.detail, one.pointer) for one in points)
    detail = str(error) or status.phrase
    return problem(status, error.code, detail, errors=errors, path=path, headers=_hints(error))


def _hints(error: Exception) -> dict[str, str]:
    """Say when to come again, or how to sign in (RFC 6750, section 3)."""
    if isinstance(error, Unauthenticated):
        shown = ', error="invalid_token"' if isinstance(error, TokenRefused) else ""
        return {"WWW-Authenticate": f'Bearer realm="portico"{shown}'}
    if isinstance(error, TooMany):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, ConversationBusy):
        return {"Retry-After": str(RETRY_SOON_SECONDS)}
    return {"Retry-After": str(RETRY_AFTER_SECONDS)} if isinstance(error, Unavailable) else {}


def _refusal(error: Refusal) -> Response:
    return problem(error.status, error.code, error.detail, errors=error.errors)


def _http(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or 500)
    code = CODES.get(status, error.name.lower().replace(" ", "_"))
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Location"}}
    faults = tuple(_faults(getattr(error, "data", None)))
    detail = "the request's parameters do not fit" if faults else (error.description or "")
    return problem(status, code, detail, errors=faults, headers=kept)


def _faults(data: Any) -> list[Fault]:
    """Read what webargs found: location, then parameter, then sentences."""
    messages = data.get("messages", {}) if isinstance(data, dict) else {}
    return [
        Fault(detail=str(sentence).rstrip(".").lower(), parameter=parameter)
        for found in messages.values()
        for parameter, sentences in found.items()
        for sentence in sentences
    ]


def _bug(error: Exception) -> Response:
    log.error("request_failed", exc_info=error)
    return problem(500, "internal_error", "something went wrong here; the log knows what")
