"""An event from its members, whatever format they came in."""

from collections.abc import Callable, Mapping
from typing import Any

from application.tracing import Trace
from domain.events.incoming import Flaw, Incoming
from domain.events.json_value import JsonValue
from domain.events.moments import moment
from domain.events.naming import identified, is_plain, named, shown
from domain.events.unfit import Unfit

TRACEPARENT_LENGTH = 55
LARGEST = 2**53 - 1


def counted(value: object) -> int:
    """Return an integer from 0 on; raises Unfit."""
    if type(value) is not int:
        raise Unfit("wrong_type", "it must be an integer")
    if not 0 <= value <= LARGEST:
        raise Unfit("number_out_of_range", "it must be an integer from 0 to 2^53-1")
    return value


def traced(value: object) -> str:
    """Return a traceparent (W3C Trace Context, section 3.2); raises Unfit."""
    if not isinstance(value, str) or len(value) != TRACEPARENT_LENGTH or not Trace.parse(value):
        raise Unfit("invalid_traceparent", "it is no W3C traceparent")
    return value


def _any(value: object) -> object:
    return value


READ: Mapping[str, Callable[[object], object]] = {
    "id": identified,
    "source": named,
    "type": named,
    "data": lambda value: value,
    "occurred_at": moment,
    "sent_at": moment,
    "key": named,
    "subject": named,
    "sequence": counted,
    "version": counted,
    "traceparent": traced,
}
REQUIRED = ("id", "source", "type", "data")


def incoming(members: JsonValue) -> Incoming | Flaw:
    """Return the event; an optional member that is null is absent."""
    if not isinstance(members, dict):
        return Flaw(code="not_an_object", detail="an event is a JSON object")
    try:
        return checked(members)
    except Unfit as unfit:
        return unfit.flaw(event=loggable_id(members.get("id")))


def checked(members: Mapping[str, JsonValue]) -> Incoming:
    """Return the event; raises Unfit, whose pointer names the first member that is wrong."""
    for name in members.keys() - READ.keys():
        raise Unfit("unknown_member", f"{shown(name)} is not known", pointer(name))
    read: dict[str, Any] = {}
    for name, reader in READ.items():
        if name in members and (members[name] is not None or name in REQUIRED):
            read[name] = _read(name, reader, members[name])
        elif name in REQUIRED:
            raise Unfit("missing_member", f"member {name!r} is missing", f"/{name}")
    return Incoming(**read)


def _read(name: str, reader: Callable[[object], object], value: JsonValue) -> object:
    try:
        return reader(value)
    except Unfit as unfit:
        raise Unfit(unfit.code, unfit.detail, f"/{name}") from None


def loggable_id(value: object) -> str | None:
    """Return the id that a flaw may show, if it is one."""
    try:
        return identified(value)
    except Unfit:
        return None


def pointer(name: str) -> str:
    """Return where a member stands (RFC 6901), if its name may be shown."""
    return f"/{name}" if is_plain(name) else ""
