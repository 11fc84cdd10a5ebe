"""Events in Portico's own shape whose bytes show, at a glance, that nothing is wrong with them.

Everything that may be wrong is left to `members`, which finds out what it is and takes its time.
"""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from adapters.events.formats.members import incoming, traced
from adapters.events.formats.moments import WRONG, Read, read, read_all
from adapters.events.formats.strict_json import encode
from domain.events.incoming import LONGEST_ID, Flaw, Incoming
from domain.events.unfit import Unfit
from domain.strict_json import LARGEST_INTEGER

LEVELS = 5
"""Levels of data that are checked while they are decoded; deeper ones are looked at by hand."""
Integer = Annotated[int, Meta(ge=-LARGEST_INTEGER, le=LARGEST_INTEGER)]
Count = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
Name = Annotated[str, Meta(min_length=1, max_length=LONGEST_ID)]


def _levels(count: int) -> Any:
    scalar = None | bool | Integer | float | str
    within: Any = scalar
    for _ in range(count):
        within = scalar | list[within] | dict[str, within]
    return within


class Plain(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Written again, it has the names that were there; a null asks for a closer look."""

    id: Name
    source: Name
    type: Name
    data: _levels(LEVELS)  # type: ignore[valid-type]
    occurred_at: str | None = None
    sent_at: str | None = None
    key: Name | None = None
    subject: Name | None = None
    sequence: Count | None = None
    version: Count | None = None
    traceparent: str | None = None


WILD = (b"\\", b"\x7f", b"@", b"%")
_one = msgspec.json.Decoder(Plain).decode
_several = msgspec.json.Decoder(list[Plain]).decode


def plain(raw: bytes) -> Incoming | Flaw | None:
    """Return what an event is, or None if its JSON needs a closer look."""
    try:
        event = _one(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not _once(raw, event):
        return None
    return _told(event, read(event.occurred_at), read(event.sent_at), tame=_is_tame(raw))


def all_plain(body: bytes) -> Sequence[Incoming | Flaw] | None:
    """Return what the events of a list are, or None if its JSON needs a closer look."""
    try:
        events = _several(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not _once(body, events):
        return None
    tame = _is_tame(body)
    occurred = read_all([event.occurred_at for event in events])
    sent = read_all([event.sent_at for event in events])
    told = zip(events, occurred, sent, strict=True)
    return [_told(event, at, sent_at, tame=tame) for event, at, sent_at in told]


def _once(raw: bytes, decoded: Any) -> bool:
    """Return False if a name may stand twice, or NUL somewhere.

    A member that was dropped took a colon with it. Escapes could hide one.
    """
    if b"\\" in raw and (b"\\u0000" in raw or b"\\u003a" in raw or b"\\u003A" in raw):
        return False
    return raw.count(b":") == encode(decoded).count(b":")


def _is_tame(raw: bytes) -> bool:
    """Return whether no string can hold a control character, and no id an address."""
    return raw.isascii() and not any(sign in raw for sign in WILD)


def _told(event: Plain, occurred: Read, sent: Read, *, tame: bool) -> Incoming | Flaw:
    """Return the event, or what `members` says of it where its names are not plain."""
    id_, source, type_, key, subject = event.id, event.source, event.type, event.key, event.subject
    names = f"{id_}{source}{type_}{key}{subject}"
    if occurred is WRONG or sent is WRONG or " " in names:
        return _looked(event)
    if not (tame or (names.isprintable() and id_.isascii() and not _marked(id_))):
        return _looked(event)
    traceparent = event.traceparent
    try:
        traceparent = None if traceparent is None else traced(traceparent)
    except Unfit:
        return _looked(event)
    return Incoming(
        id_, source, type_, event.data, occurred, sent, key, subject, event.sequence,
        event.version, traceparent,
    )  # fmt: skip


def _marked(id_: str) -> bool:
    return "@" in id_ or "%" in id_


def _looked(event: Plain) -> Incoming | Flaw:
    return incoming(msgspec.to_builtins(event))
