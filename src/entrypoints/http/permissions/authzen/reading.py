"""Requests of the Authorization API: 400 for every body that does not fit (section 10.1)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

import msgspec
from flask_smorest import Blueprint

from entrypoints.http.bodies import fitted, parsed
from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import schema_of

View = TypeVar("View", bound=Callable[..., Any])
Body = TypeVar("Body", bound=msgspec.Struct)
BAD = {HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.UNPROCESSABLE_ENTITY}


def reads(
    blueprint: Blueprint, body: type[Body], *shown: type[msgspec.Struct]
) -> Callable[[View], View]:
    """Hand the view the body; the document shows it as one of `shown`, if these are given."""
    schemas = [schema_of(one) for one in shown or (body,)]
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            return view(*args, fit(body), **kwargs)

        content = {"application/json": {"schema": schema}}
        documented: Callable[[Any], View] = blueprint.doc(
            requestBody={"required": True, "content": content}
        )
        return documented(wrapper)

    return decorate


def fit(body: type[Body], parse: Callable[[], Any] = parsed) -> Body:
    """Return the JSON that was sent as a `body`; raises Refusal."""
    try:
        return fitted(parse(), body)
    except Refusal as refusal:
        if refusal.status not in BAD:
            raise
        raise malformed(refusal.detail, refusal) from None


def malformed(detail: str, why: Refusal | None = None) -> Refusal:
    return Refusal(400, "malformed_request", detail, errors=why.errors if why else ())
