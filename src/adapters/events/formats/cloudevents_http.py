"""CloudEvents 1.0.2 in binary mode: attributes in headers, data in the body.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from urllib.parse import unquote_to_bytes

from adapters.events.formats import strict_json
from adapters.events.formats.attributes import cloud_event
from adapters.events.formats.json_events import TOO_LARGE
from adapters.events.formats.limits import LARGEST_EVENT
from adapters.events.formats.media_type import MediaType
from adapters.events.formats.members import loggable_id, pointer
from domain.events.errors import FormatUnsupported, MalformedJson, NestedTooDeep
from domain.events.incoming import Flaw, Incoming
from domain.events.json_value import JsonValue
from domain.events.naming import shown
from domain.events.unfit import Unfit

PREFIX = "ce-"
TELLING = frozenset({"ce-specversion", "ce-id", "ce-source", "ce-type"})
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
SIGNS = re.compile(r"(?:[\x20-\x7e])*")
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def is_binary(headers: Mapping[str, str]) -> bool:
    return not TELLING.isdisjoint(headers)


def read_binary(body: bytes, headers: Mapping[str, str]) -> Sequence[Incoming | Flaw]:
    """Return the one event that the request is."""
    if len(body) > LARGEST_EVENT:
        return [TOO_LARGE]
    attributes: dict[str, JsonValue] = {}
    try:
        for name, value in headers.items():
            if name.startswith(PREFIX):
                attribute = name.removeprefix(PREFIX)
                attributes[attribute] = _value(attribute, value)
        return [cloud_event(attributes, _data(body, headers.get("content-type", "")))]
    except Unfit as unfit:
        return [unfit.flaw(event=loggable_id(attributes.get("id")))]


def _value(name: str, header: str) -> str:
    """Take quotes off, then percent-decode once (section 3.1.3.2)."""
    text = header.strip(" \t")
    quoted = QUOTED.fullmatch(text)
    text = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else text
    try:
        return unquote_to_bytes(_encoded(text)).decode()
    except ValueError:
        called = shown(name).replace("member", "attribute").replace("'", "")
        detail = f"{called}: its header is not percent-encoded UTF-8"
        raise Unfit("invalid_attribute", detail, pointer(name)) from None


def _encoded(text: str) -> str:
    if not SIGNS.fullmatch(text) or STRAY_PERCENT.search(text):
        raise ValueError
    return text


def _data(body: bytes, content_type: str) -> JsonValue:
    """Return JSON as it is, text as a string, and other bytes in base64."""
    if not body:
        return None
    try:
        media = MediaType.of(content_type or "application/octet-stream")
    except FormatUnsupported:
        detail = "attribute datacontenttype: it is no media type"
        raise Unfit("invalid_attribute", detail, "/datacontenttype") from None
    if media.is_json and media.is_utf_8:
        return _json(body)
    if media.name.startswith("text/") and media.is_utf_8:
        return _text(body)
    return b64encode(body).decode()


def _json(body: bytes) -> JsonValue:
    try:
        return strict_json.loads(body)
    except (MalformedJson, NestedTooDeep) as error:
        raise Unfit(error.code, str(error), "/data") from None


def _text(body: bytes) -> str:
    if b"\0" in body:
        raise Unfit("nul_character", "it holds the character NUL", "/data")
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Unfit("malformed_text", "the text is not UTF-8", "/data") from None
