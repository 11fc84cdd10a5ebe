"""Problem details: every answer that is a refusal (RFC 9457)."""

from http import HTTPStatus
from uuid import UUID

import msgspec
from flask import Response

from entrypoints.http.answer import Answer
from entrypoints.http.observing import request_id

PROBLEM = "application/problem+json"


class Fault(msgspec.Struct, omit_defaults=True):
    """One thing that is wrong: in the body at `pointer` (RFC 6901), or in a `parameter`."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(msgspec.Struct, omit_defaults=True):
    """`code` is stable and for programs; `detail` is for people; `type` is always about:blank.

    `path` stands in `would_cycle`: it leads from what is moved down to where it was to go.
    """

    title: str
    status: int
    code: str
    detail: str
    request_id: str
    type: str = "about:blank"
    errors: tuple[Fault, ...] = ()
    path: tuple[UUID, ...] = ()

    def __post_init__(self) -> None:
        self.title = self.title or HTTPStatus(self.status).phrase


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: tuple[Fault, ...] = (),
    path: tuple[UUID, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """Build a problem answer."""
    told = Problem("", status, code, detail, request_id(), errors=errors, path=path)
    body = {"type": told.type, **msgspec.to_builtins(told)}
    return Answer(msgspec.json.encode(body), status, headers or {}, PROBLEM)
