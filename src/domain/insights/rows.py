"""Rows of a file as what they say, and what was changed to say it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from domain.insights.ids import CustomerId
from domain.insights.interpretation import Rule

Content = bytes
DIGEST = 16


class Change(NamedTuple):
    sheet: str
    row: int
    column: str
    before: str
    after: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken in, because of what stands in this column."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    detail: str


class InteractionRow(NamedTuple):
    """A tuple: there may be a million. `content` is equal for rows that say the same."""

    started_at: datetime
    channel: str
    customers: tuple[CustomerId, ...]
    topic: str | None
    sentiment: str | None
    row: int

    def content(self, repetition: int = 0) -> Content:
        ids = ",".join(map(str, sorted(self.customers)))
        said = (self.started_at.isoformat(), self.channel, ids, self.topic, self.sentiment)
        text = "\x1f".join(one or "" for one in said) + f"\x1f{repetition}"
        return blake2b(text.encode(), digest_size=DIGEST).digest()

    @property
    def month(self) -> str:
        return month_of(self.started_at)


def month_of(at: datetime) -> str:
    """Return `2019-01`."""
    return f"{at.year:04}-{at.month:02}"


class CustomerRow(NamedTuple):
    """`given` names what the file says at all: what it has no column for stays as it is.

    Whether somebody `opted_out` also stays as it is where the cell is blank, which is None.
    """

    id: CustomerId
    occupation: str | None
    type: str | None
    given: frozenset[str]
    opted_out: bool | None = None


class ProductRow(NamedTuple):
    month: str
    product: str


Row = InteractionRow | CustomerRow | ProductRow
