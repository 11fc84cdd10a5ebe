"""Bodies that bring events, and what becomes of them."""

import json
from collections.abc import Sequence
from typing import Any

from adapters.events.formats.body_formats import BodyFormats
from domain.errors import DomainError
from domain.events.incoming import Flaw, Incoming

JSON = "application/json"
NDJSON = "application/x-ndjson"
CSV_HEADER = b"id,source,type,amount\n"
read = BodyFormats().read


def told(body: bytes, kind: str = JSON, **headers: str) -> Sequence[Incoming | Flaw]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return read(body, {"content-type": kind, **named})


def one(body: bytes, kind: str = JSON, **headers: str) -> Incoming:
    (event,) = told(body, kind, **headers)
    assert isinstance(event, Incoming), event
    return event


def flaw(body: bytes, kind: str = JSON, **headers: str) -> Flaw:
    (found,) = told(body, kind, **headers)
    assert isinstance(found, Flaw), found
    return found


def around(data: bytes) -> bytes:
    """Return an event with these bytes as its data."""
    return b'{"id":"a","source":"s","type":"t","data":%s}' % data


def event(**members: Any) -> bytes:
    return json.dumps({"id": "a", "source": "s", "type": "t", "data": {}} | members).encode()


def code_of(body: bytes, kind: str = JSON, **headers: str) -> str:
    """Return the code that one event, or else the whole request, is refused with."""
    try:
        (found,) = told(body, kind, **headers)
    except DomainError as error:
        return error.code
    return found.code if isinstance(found, Flaw) else "taken"


def codes(entries: Sequence[Incoming | Flaw]) -> Sequence[str]:
    return [one.code if isinstance(one, Flaw) else one.id for one in entries]


def cloud(**attributes: Any) -> dict[str, Any]:
    return {"specversion": "1.0", "id": "a", "source": "/s", "type": "t"} | attributes
