"""CloudEvents 1.0.2 as JSON: structured and in batches.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
"""

import binascii
from base64 import b64decode
from collections.abc import Sequence

from adapters.events.formats.attributes import cloud_event
from adapters.events.formats.elements import SPACE, elements
from adapters.events.formats.json_events import each, shaped
from adapters.events.formats.members import loggable_id
from domain.events.errors import EmptyBody, UnreadableBody
from domain.events.incoming import Flaw, Incoming
from domain.events.json_value import JsonValue


def read_structured(body: bytes) -> Sequence[Incoming | Flaw]:
    """Return the one event that the body is."""
    if not body.strip(SPACE):
        raise EmptyBody("the body is empty")
    return [shaped(body, _of_members)]


def read_batch(body: bytes) -> Sequence[Incoming | Flaw]:
    """Return the events of a list; raises UnreadableBody for what is no list."""
    found = elements(body)
    if not body.lstrip(SPACE).startswith(b"["):
        raise UnreadableBody("a batch of CloudEvents is a JSON list")
    return each(body, found, lambda raw: shaped(raw, _of_members))


def _of_members(value: JsonValue) -> Incoming | Flaw:
    if not isinstance(value, dict):
        return Flaw(code="not_an_object", detail="an event is a JSON object")
    attributes = {name: told for name, told in value.items() if name not in {"data", "data_base64"}}
    flaw = _flaw_of_data(value)
    if flaw is not None:
        code, detail, pointer = flaw
        return Flaw(code=code, detail=detail, pointer=pointer, id=loggable_id(value.get("id")))
    binary = value.get("data_base64")
    return cloud_event(attributes, value.get("data") if binary is None else binary)


def _flaw_of_data(value: dict[str, JsonValue]) -> tuple[str, str, str] | None:
    binary = value.get("data_base64")
    if binary is None:
        return None
    if value.get("data") is not None:
        return "invalid_attribute", "data and data_base64 exclude each other", "/data_base64"
    try:
        b64decode(binary if isinstance(binary, str) else "?", validate=True)
    except (binascii.Error, ValueError):
        return "invalid_attribute", "data_base64 is no base64", "/data_base64"
    return None
