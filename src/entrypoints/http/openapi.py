"""Structs as schemas of the OpenAPI document, and the answers that every operation may give."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from flask_smorest import Blueprint

from entrypoints.http.problems import PROBLEM, Problem

BEARER = "bearer"
REFERENCE = "#/components/schemas/{name}"
REFUSALS = {
    400: "The request cannot be read.",
    401: "Sign in first: the bearer token is missing, over or not ours.",
    403: "You may not do this, or the request comes from another site.",
    404: "There is no such thing.",
    409: "It clashes with how things are now.",
    410: "It was there, and gave way to something newer.",
    411: "Its length must be said.",
    412: "Somebody changed it first.",
    413: "The body is too large.",
    415: "The media type is not supported.",
    421: "The request was meant for another host.",
    422: "The request can be read and does not fit.",
    428: "Say which version you saw, in If-Match.",
    429: "Too many tries; `Retry-After` says when to come again.",
    503: "Something this depends on is not available.",
    504: "The answer is still being written.",
}
EVERYWHERE = (400, 401, 403, 404, 421, 503)


def _header(says: str) -> dict[str, Any]:
    return {"description": says, "schema": {"type": "string"}}


HEADERS = {"X-Request-Id": _header("The request's id, for the log: the one sent, or a new one.")}
EVENTS = "Each event has an `id`, an `event` that names its kind, and `data`, which is JSON."
View = TypeVar("View", bound=Callable[..., Any])
_described: dict[str, type] = {"Problem": Problem}


def schema_of(struct: type) -> dict[str, Any]:
    """Return a reference to the struct's schema, and have it described in the document.

    Raises ValueError when another struct stands there under the same name.
    """
    name = struct.__name__
    if _described.setdefault(name, struct) is not struct:
        both = f"{_described[name].__module__} and {struct.__module__}"
        raise ValueError(f"the document would confuse two shapes named {name}: {both}")
    return {"$ref": REFERENCE.format(name=name)}


def answers(
    blueprint: Blueprint,
    status: int,
    struct: type | None = None,
    *,
    says: str,
    refuses: tuple[int, ...] = (),
    headers: dict[str, str] | None = None,
) -> Callable[[View], View]:
    """Document what the view answers when all is well, and how it may refuse."""
    shown = {name: _header(text) for name, text in (headers or {}).items()}
    success: dict[str, Any] = {"description": says, "headers": {**HEADERS, **shown}}
    if struct is not None:
        success["content"] = {"application/json": {"schema": schema_of(struct)}}
    responses = {str(status): success} | {
        str(one): _refusal(one) for one in {*EVERYWHERE, *refuses}
    }
    documented: Callable[[View], View] = blueprint.doc(responses=responses)
    return documented


def streams(blueprint: Blueprint, says: str) -> Callable[[View], View]:
    """Document that the view may answer 200 with server-sent events."""
    content = {"text/event-stream": {"schema": {"description": EVENTS}}}
    response = {"description": says, "headers": HEADERS, "content": content}
    documented: Callable[[View], View] = blueprint.doc(responses={"200": response})
    return documented


def takes_header(
    blueprint: Blueprint, name: str, says: str, schema: dict[str, Any], *, required: bool = False
) -> Callable[[View], View]:
    """Document a request header."""
    header = {"in": "header", "name": name, "description": says, "schema": schema}
    documented: Callable[[View], View] = blueprint.doc(
        parameters=[{**header, "required": required}]
    )
    return documented


def describe(spec: Any) -> None:
    """Put every struct that a view mentioned into the document, and how to sign in."""
    bearer = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    spec.components.security_scheme(BEARER, bearer)
    _, components = msgspec.json.schema_components(_described.values(), ref_template=REFERENCE)
    if astray := _described.keys() - components.keys():  # one within another has the same name
        raise ValueError(f"the document would confuse shapes named {', '.join(sorted(astray))}")
    for name, schema in components.items():
        spec.components.schema(name, schema)


def _refusal(status: int) -> dict[str, Any]:
    content = {PROBLEM: {"schema": schema_of(Problem)}}
    return {"description": REFUSALS[status], "headers": HEADERS, "content": content}
