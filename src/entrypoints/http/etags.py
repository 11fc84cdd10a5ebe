"""Which version a change was made from (RFC 9110, section 13.1.1)."""

import re

from flask import request

from entrypoints.http.errors import Refusal

SCHEMA = {"type": "string", "pattern": r'^(\*|"\d{1,9}")$'}
SAYS = 'The ETag of the version that you saw, like "3", or * for any.'
VERSION = re.compile(r'\A"(\d{1,9})"\Z')


def etag(version: int) -> dict[str, str]:
    return {"ETag": f'"{version}"'}


def seen_version() -> int | None:
    """Return the version in If-Match, None for `*`; raises Refusal when there is none to read."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Refusal(428, "if_match_required", "say which version you saw, in If-Match")
    return _version(given)


def seen_if_told() -> int | None:
    """Return the version in If-Match, None for `*` or without one; raises Refusal."""
    given = request.headers.get("If-Match")
    return None if given is None else _version(given.strip())


def _version(given: str) -> int | None:
    match = VERSION.match(given)
    if match is None and given != "*":
        raise Refusal(412, "version_unknown", 'If-Match takes one ETag of this resource, like "3"')
    return int(match[1]) if match else None
