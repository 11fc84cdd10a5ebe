"""Calls of tools whose arguments are no JSON object: models write such, and clients drop them."""

import json
from typing import Any, Final

import httpx

JSON: Final = "application/json"
LONGEST: Final = 200
UNREAD: Final = "not_an_object"
"""The name under which such arguments are handed on: no tool has a parameter of that name."""


def keep_calls(response: httpx.Response) -> None:
    """Be a response hook: let no call of OpenAI's protocol be dropped, or end the whole answer.

    So it is refused like any other that does not fit, and the model is told.
    """
    if not response.headers.get("Content-Type", "").startswith(JSON):
        return
    try:
        told = json.loads(response.read())
        mended = [_mended(call["function"]) for call in _calls(told)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return  # the client says what is wrong with the whole
    if any(mended):
        response._content = json.dumps(told).encode()  # noqa: SLF001 - hooks have no other way


def _calls(told: Any) -> list[Any]:
    choices = told.get("choices") or []
    return [call for one in choices for call in one["message"].get("tool_calls") or []]


def _mended(function: dict[str, Any]) -> bool:
    """Say whether the arguments had to be wrapped."""
    written = function["arguments"]
    try:
        is_fine = isinstance(json.loads(written), dict)
    except (ValueError, TypeError, RecursionError):
        is_fine = False
    if not is_fine:
        function["arguments"] = json.dumps({UNREAD: str(written)[:LONGEST]})
    return not is_fine
