"""CloudEvents 1.0.2: attributes become the members of an event.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from adapters.events.formats.media_type import MediaType
from adapters.events.formats.members import counted, loggable_id, pointer, traced
from domain.events.errors import FormatUnsupported
from domain.events.incoming import Flaw, Incoming
from domain.events.json_value import JsonValue
from domain.events.moments import moment
from domain.events.naming import CONTROL, identified, named, shown
from domain.events.unfit import Unfit

URI_REFERENCE = re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{URI_REFERENCE.pattern}")
VERSION = re.compile(r"(?:[?&]version=|/v?)(\d{1,15})/?(?:[&#].*)?", re.ASCII)
EXTENSION = re.compile(r"[a-z0-9]+", re.ASCII)
DIGITS = re.compile(r"\d{1,16}", re.ASCII)
LARGEST_INTEGER = 2**31 - 1
LONGEST_URI = 2_048


def referenced(value: object) -> str:
    """Return a URI reference (RFC 3986, section 4.1); raises Unfit."""
    text = named(value)
    if URI_REFERENCE.fullmatch(text) is None:
        raise Unfit("invalid_attribute", "it is no URI reference")
    return text


def schema_version(value: object) -> int | None:
    """Return the version at the end of a schema's URI, if it names one; raises Unfit."""
    if not isinstance(value, str) or len(value) > LONGEST_URI or not URI.fullmatch(value):
        raise Unfit("invalid_attribute", "it is no absolute URI")
    found = [match[1] for match in VERSION.finditer(value) if match.end() == len(value)]
    return int(found[-1]) if found else None


def sequenced(value: object) -> int:
    """Return a sequence that was told as digits or as an integer; raises Unfit."""
    return counted(int(value) if isinstance(value, str) and DIGITS.fullmatch(value) else value)


def version_1_0(value: object) -> None:
    if value != "1.0":
        raise Unfit("invalid_attribute", "it must be 1.0")


def media(value: object) -> None:
    try:
        MediaType.of(value if isinstance(value, str) else "")
    except FormatUnsupported:
        raise Unfit("invalid_attribute", "it is no media type") from None


def extension(value: object) -> None:
    """Check a value that is not kept: a boolean, a 32-bit integer or a string."""
    if isinstance(value, bool) or (isinstance(value, str) and not CONTROL.search(value)):
        return
    if not isinstance(value, int) or not -LARGEST_INTEGER <= value + 1 <= LARGEST_INTEGER + 1:
        raise Unfit("invalid_attribute", "it is no boolean, no 32-bit integer and no plain string")


READ: Mapping[str, tuple[str, Callable[[object], object]]] = {
    "specversion": ("", version_1_0),
    "id": ("id", identified),
    "source": ("source", referenced),
    "type": ("type", named),
    "subject": ("subject", named),
    "time": ("occurred_at", moment),
    "dataschema": ("version", schema_version),
    "datacontenttype": ("", media),
    "partitionkey": ("key", named),
    "sequence": ("sequence", sequenced),
    "traceparent": ("traceparent", traced),
}
REQUIRED = ("specversion", "id", "source", "type")


def cloud_event(attributes: Mapping[str, JsonValue], data: JsonValue) -> Incoming | Flaw:
    """Return the event; extensions that have no place in it are checked and left out."""
    try:
        return _checked(attributes, data)
    except Unfit as unfit:
        return unfit.flaw(event=loggable_id(attributes.get("id")))


def _checked(attributes: Mapping[str, JsonValue], data: JsonValue) -> Incoming:
    read: dict[str, Any] = {"data": data}
    for name, value in attributes.items():
        if value is not None:
            member, made = _attribute(name, value)
            if member and made is not None:
                read[member] = made
    for name in REQUIRED:
        if attributes.get(name) is None:
            raise Unfit("missing_attribute", f"attribute {name} is missing", f"/{name}")
    return Incoming(**read)


def _attribute(name: str, value: JsonValue) -> tuple[str, object]:
    if EXTENSION.fullmatch(name) is None or name == "data":
        raise Unfit("invalid_attribute", f"{shown(name)} is no attribute's name", pointer(name))
    member, reader = READ.get(name, ("", extension))
    try:
        return member, reader(value)
    except Unfit as unfit:
        code = "personal_id" if unfit.code == "personal_id" else "invalid_attribute"
        called = shown(name).replace("member", "attribute").replace("'", "")
        raise Unfit(code, f"{called}: {unfit.detail}", pointer(name)) from None
