"""JSON bodies as typed structs, in and out, and in the OpenAPI document."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from flask import request
from flask_smorest import Blueprint

from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import schema_of
from entrypoints.http.problems import Fault
from entrypoints.http.strict_json import MalformedJson, loads

LARGEST_JSON = 1_048_576
View = TypeVar("View", bound=Callable[..., Any])
Body = TypeVar("Body", bound=msgspec.Struct)


def reads(
    blueprint: Blueprint, body: type[Body], *, required: bool = True
) -> Callable[[View], View]:
    """Hand the view the request's JSON as a `body`; refuse what does not fit with 4xx.

    Where it is not `required`, no body is one that says nothing.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            given = read(body) if required or sent() else body()
            return view(*args, given, **kwargs)

        content = {"application/json": {"schema": schema_of(body)}}
        documented: Callable[[Any], View] = blueprint.doc(
            requestBody={"required": required, "content": content}
        )
        return documented(wrapper)

    return decorate


def read(body: type[Body]) -> Body:
    """Read the request's JSON; raises Refusal."""
    return fitted(parsed(), body)


def parsed() -> Any:
    """Return the request's JSON as it is; raises Refusal."""
    if not request.is_json:
        raise Refusal(415, "unsupported_media_type", "send the body as application/json")
    return json_in(sent(), request.headers.get("Content-Encoding", "identity"))


def json_in(body: bytes, encoding: str = "identity") -> Any:
    """Return the JSON that a body is; raises Refusal."""
    try:
        return loads(body)
    except MalformedJson as error:
        if encoding != "identity":
            code = "unsupported_content_encoding"
            raise Refusal(415, code, "only events may come compressed") from None
        at = "".join(f"/{_step(str(one))}" for one in error.path)
        faults = (Fault(str(error), at),) if at else ()
        raise Refusal(400, "malformed_json", str(error), errors=faults) from None


def fitted(value: Any, body: type[Body]) -> Body:
    """Return parsed JSON as a `body`; raises Refusal."""
    try:
        return msgspec.convert(value, body)
    except msgspec.ValidationError as error:
        faults = tuple(_faults(value, body)) or (_fault(str(error)),)
        raise Refusal(422, "invalid_body", "the body does not fit", errors=faults) from None


def sent() -> bytes:
    """Return the body's bytes as they came, 1 MiB at most; raises Refusal.

    One that comes in chunks shows its length only once it is read.
    """
    if (request.content_length or 0) <= LARGEST_JSON:
        data = request.get_data(cache=True)
        if len(data) <= LARGEST_JSON:
            return data
    raise Refusal(413, "body_too_large", f"a body may have {LARGEST_JSON} bytes here")


def _faults(value: Any, body: type[msgspec.Struct]) -> list[Fault]:
    """Try each member by itself, for msgspec stops at the first that does not fit."""
    if not isinstance(value, dict):
        return []
    known = {field.encode_name: field for field in msgspec.structs.fields(body)}
    faults = [
        Fault(f"unknown member {name!r}", f"/{_step(name)}") for name in value if name not in known
    ]
    for name, field in known.items():
        if name not in value:
            if field.required:
                faults.append(Fault(f"member {name!r} is missing", f"/{name}"))
            continue
        try:
            msgspec.convert(value[name], field.type)
        except msgspec.ValidationError as error:
            faults.append(_fault(str(error), f"/{name}"))
    return faults


def _fault(sentence: str, at: str = "") -> Fault:
    """Turn msgspec's `Expected … - at `$.a[0]`` into a sentence and a JSON Pointer."""
    detail, _, path = sentence.partition(" - at `$")
    steps = path.rstrip("`").replace("[", ".").replace("]", "").split(".")
    return Fault(
        detail.lower().replace("`", ""), at + "".join(f"/{step}" for step in steps if step)
    )


def _step(name: str) -> str:
    """Escape a member's name for a JSON Pointer (RFC 6901, section 3)."""
    return name.replace("~", "~0").replace("/", "~1")
