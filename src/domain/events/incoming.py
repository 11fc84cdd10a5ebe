"""An event as its sender tells it, and what is said of one that cannot be taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from domain.events.json_value import JsonValue

LONGEST_ID = 255
"""Characters of an id, a source, a type, a key or a subject."""


class Incoming(NamedTuple):
    """Well formed, and not yet freed of personal data: it is neither logged nor kept like this.

    `key` orders: events of one organisation with equal keys are seen through one after another.
    `subject` is whom it is about: erasing the subject erases the event. `sequence` counts the
    states of the thing that `key` names. `version` is the version of the type's schema.
    `sent_at` is the sender's clock as it sent; it corrects `occurred_at` when the clock is off.
    Its members are sealed in this order: add others at the end.
    """

    id: str
    source: str
    type: str
    data: JsonValue
    occurred_at: datetime | None = None
    sent_at: datetime | None = None
    key: str | None = None
    subject: str | None = None
    sequence: int | None = None
    version: int | None = None
    traceparent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Why one event of a request cannot be taken; `pointer` is RFC 6901, from that event on.

    `detail` never repeats a value of the event: it may be personal.
    """

    code: str
    detail: str
    pointer: str = ""
    id: str | None = None
