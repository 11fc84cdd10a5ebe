"""Phones, addresses and moments in an event's data, where a field's name says what it holds."""

import re

from domain.events.json_value import JsonValue
from domain.events.normalising.moments import moment, written
from domain.events.normalising.phones import e164, of_number
from domain.privacy.field_names import expected
from domain.privacy.remembered import by_plain_name

MOMENT = re.compile(
    r"(?:.*_)?(?:at|time|timestamp|ts|datetime)|(?:[a-z]+)(?:At|Time|Timestamp)|timestamp|time",
    re.ASCII,
)
EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,253}")
DEEPEST = 100
HOLDERS = frozenset({dict, list})


def canonical(value: JsonValue, name: str = "", deep: int = DEEPEST) -> JsonValue:
    """Return the data with what is understood written one way, and all else as it was."""
    if isinstance(value, dict):
        if not deep:
            return value
        return {
            key: canonical(each, key, deep - 1) if type(each) in HOLDERS else _told(key, each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [canonical(each, name, deep - 1) for each in value] if deep else value
    return _told(name, value)


def _told(name: str, value: JsonValue) -> JsonValue:
    """Return a value that holds no others as what its field says that it is."""
    if not name or (kind := _kind(name)) is None:
        return value
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return value
    if kind == "phone":
        return phone(value) or value
    if kind == "email" and isinstance(value, str):
        return email(value) or value
    if kind == "moment" and (at := moment(value)):
        return written(at)
    return value


@by_plain_name
def _kind(name: str) -> str | None:
    """Say what a field of this name is read as."""
    said = expected(name)
    if said in ("phone", "email"):
        return said
    return "moment" if MOMENT.fullmatch(name) else None


def phone(value: JsonValue) -> str | None:
    if isinstance(value, str):
        return e164(value)
    return (
        of_number(value)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0
        else None
    )


def email(value: JsonValue) -> str | None:
    """Return the address in small letters: nobody's mailbox differs by them alone."""
    if not isinstance(value, str):
        return None
    plain = value.strip()
    return plain.lower() if EMAIL.fullmatch(plain) else None
