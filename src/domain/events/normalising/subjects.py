"""Whom an event is about: the same person is the same subject, however written."""

from collections.abc import Callable, Mapping, Sequence

from domain.events.incoming import LONGEST_ID
from domain.events.json_value import JsonValue
from domain.events.normalising.chat import OUTBOUND
from domain.events.normalising.fields import email, phone
from domain.events.normalising.names import by_all_names
from domain.privacy.field_names import expected

PEOPLE = ("customer", "user", "contact", "sender", "buyer", "client", "member", "recipient", "data")
DEEPEST = 3
READ: Mapping[str, Callable[[JsonValue], str | None]] = {"phone": phone, "email": email}
"""In the order in which they are taken."""
Telling = Sequence[tuple[str, str]]


def one_way(subject: str) -> str:
    """Return a phone as E.164, an address in small letters, and any other name as it is."""
    return phone(subject) or email(subject) or subject


def of_chat(message: dict[str, JsonValue]) -> str | None:
    """Return the person on the other side: who wrote to us, or whom we wrote to."""
    person = message["recipient" if message["direction"] == OUTBOUND else "sender"]
    if not isinstance(person, str):
        return None
    known = one_way(person)
    named = known if known != person or not message["channel"] else f"{message['channel']}:{person}"
    return _short(phone(person) or email(person) or named)


def of_data(data: JsonValue, deep: int = DEEPEST) -> str | None:
    """Return the first phone, else the first address, of the event or of a person in it."""
    if not isinstance(data, dict) or not deep:
        return None
    telling, people = _named(tuple(data))
    for name, kind in telling:
        if found := READ[kind](data[name]):
            return _short(found)
    for name in people:
        if found := of_data(data[name], deep - 1):
            return found
    return None


@by_all_names
def _named(names: tuple[str, ...]) -> tuple[Telling, tuple[str, ...]]:
    """Return the fields that may name somebody, and those that may hold a person, as they go."""
    kinds = [(name, expected(name)) for name in names]
    telling = [(name, kind) for each in READ for name, kind in kinds if kind == each]
    return telling, tuple(one for one in PEOPLE if one in names)


def _short(subject: str) -> str | None:
    return subject if len(subject) <= LONGEST_ID else None
