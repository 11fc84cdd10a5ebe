"""An event in the form that everything after it reads."""

from datetime import datetime
from typing import NamedTuple

from domain.events.incoming import Incoming
from domain.events.json_value import JsonValue
from domain.events.normalising.chat import TYPE, chat_of, sent
from domain.events.normalising.fields import canonical
from domain.events.normalising.subjects import of_chat, of_data, one_way


class Form(NamedTuple):
    """What is told on of an event."""

    type: str
    occurred_at: datetime | None
    data: JsonValue


class Outline(NamedTuple):
    """What is needed of an event whose `data` nobody reads yet."""

    type: str
    occurred_at: datetime | None
    subject: str | None


def normalise(event: Incoming) -> Incoming:
    """Return the event with one form of chat, phones, addresses, moments and its subject.

    A chat message becomes `chat.message` with channel, direction, message_id, sender, recipient,
    text and attachments. What is not understood passes as it is; nothing raises, and a second
    time changes nothing.
    """
    outline, data = outlined(event), in_form(event).data
    return event._replace(data=data, **outline._asdict())


def in_form(event: Incoming) -> Form:
    """Return what `normalise` makes of all but the subject."""
    message = chat_of(event.data)
    at = event.occurred_at or sent(event.data)
    if message is None:
        return Form(event.type, at, canonical(event.data))
    return Form(TYPE, at, _with_people(message))


def outlined(event: Incoming) -> Outline:
    """Return what `normalise` makes of all but the data, which is most of its work."""
    message = chat_of(event.data)
    at = event.occurred_at or sent(event.data)
    subject = (one_way(event.subject) if event.subject else None) or of_data(event.data)
    if message is None:
        return Outline(event.type, at, subject)
    return Outline(TYPE, at, subject or of_chat(message))


def _with_people(message: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Write who sent it and who is to have it one way."""
    for side in ("sender", "recipient"):
        person = message[side]
        message[side] = one_way(person) if isinstance(person, str) else None
    return message
