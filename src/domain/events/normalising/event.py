"""An event in the form that everything after it reads."""

from dataclasses import replace

from domain.events.incoming import Incoming
from domain.events.normalising.chat import TYPE, chat_of, sent
from domain.events.normalising.fields import canonical
from domain.events.normalising.subjects import of_chat, of_data, one_way


def normalise(event: Incoming) -> Incoming:
    """Return the event with one form of chat, phones, addresses, moments and its subject.

    A chat message becomes `chat.message` with channel, direction, message_id, sender, recipient,
    text and attachments. What is not understood passes as it is; nothing raises, and a second
    time changes nothing.
    """
    message = chat_of(event.data)
    at = event.occurred_at or sent(event.data)
    given = one_way(event.subject) if event.subject else None
    if message is None:
        return replace(
            event, data=canonical(event.data), occurred_at=at, subject=given or of_data(event.data)
        )
    subject = given or of_data(event.data) or of_chat(message)
    for side in ("sender", "recipient"):
        person = message[side]
        message[side] = one_way(person) if isinstance(person, str) else None
    return replace(event, type=TYPE, data=message, occurred_at=at, subject=subject)
