"""What is on record of one customer, as it was counted where it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import NotFound

NEWEST = 100
"""Interactions that a record lists one by one; of the others it has the counts."""
KEY_TOPICS = 3
ADVERSE = ("side effect", "adverse event")
NEGATIVE = "negative"
LARGEST_ID = 2**31 - 1


class CustomerNotFound(NotFound):
    code = "customer_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such customer")


def within_reach(customer_id: int) -> int:
    """Return the id; raises CustomerNotFound for one that no table could hold."""
    if customer_id > LARGEST_ID:
        raise CustomerNotFound
    return customer_id


@dataclass(frozen=True, slots=True)
class Customer:
    """`occupation` is what a file calls them, and how a letter addresses them.

    Nothing is written to who `opted_out`.
    """

    id: int
    occupation: str | None = None
    type: str | None = None
    opted_out: bool = False

    @property
    def name(self) -> str | None:
        return " ".join(self.occupation.split()) or None if self.occupation else None


@dataclass(frozen=True, slots=True)
class Interaction:
    """`product` is what was discussed in its month, if that is known.

    It was told by the row `row` of a file, which came by the import `import_id`.
    """

    id: UUID
    at: datetime
    channel: str
    topic: str | None = None
    sentiment: str | None = None
    product: str | None = None
    import_id: UUID | None = None
    row: int | None = None

    @property
    def is_adverse(self) -> bool:
        return is_adverse(self.topic, self.sentiment)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many interactions share channel, topic and sentiment, and when the last of them was."""

    channel: str
    topic: str | None
    sentiment: str | None
    count: int
    last: datetime

    @property
    def is_adverse(self) -> bool:
        return is_adverse(self.topic, self.sentiment)


@dataclass(frozen=True, slots=True)
class Ranked:
    name: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """`newest` begins with the last interaction; `customer` is None where no file names them."""

    customer_id: int
    customer: Customer | None
    tallies: tuple[Tally, ...]
    newest: tuple[Interaction, ...]
    snapshot: int

    @property
    def total(self) -> int:
        return sum(one.count for one in self.tallies)

    @property
    def is_known(self) -> bool:
        return self.customer is not None or self.total > 0

    @property
    def is_listed(self) -> bool:
        """Whether every interaction is among the newest."""
        return self.total <= len(self.newest)

    @property
    def name(self) -> str | None:
        return self.customer.name if self.customer else None

    @property
    def last(self) -> Interaction | None:
        return self.newest[0] if self.newest else None

    @property
    def channels(self) -> tuple[Ranked, ...]:
        return self._ranked(lambda one: one.channel)

    @property
    def topics(self) -> tuple[Ranked, ...]:
        return self._ranked(lambda one: one.topic)

    @property
    def sentiments(self) -> tuple[Ranked, ...]:
        return self._ranked(lambda one: one.sentiment)

    @property
    def key_topics(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.topics[:KEY_TOPICS])

    @property
    def adverse(self) -> int:
        return sum(one.count for one in self.tallies if one.is_adverse)

    @property
    def is_opted_out(self) -> bool:
        return self.customer is not None and self.customer.opted_out

    @property
    def is_only_negative(self) -> bool:
        """Whether all that is known of their mood is negative."""
        moods = {one.name.casefold() for one in self.sentiments}
        return moods == {NEGATIVE}

    @property
    def unattributed(self) -> int:
        """How many of the newest lie in a month of which no product is known."""
        return sum(one.product is None for one in self.newest)

    def _ranked(self, named: Callable[[Tally], str | None]) -> tuple[Ranked, ...]:
        """Most frequent first; of two as frequent, the one that came later."""
        found: dict[str, Ranked] = {}
        for one in self.tallies:
            name = named(one)
            if name is not None:
                before = found.get(name, Ranked(name, 0, one.last))
                found[name] = Ranked(name, before.count + one.count, max(before.last, one.last))
        ordered = sorted(found.values(), key=lambda one: one.name)
        return tuple(sorted(ordered, key=lambda one: (one.count, one.last), reverse=True))


def is_adverse(topic: str | None, sentiment: str | None) -> bool:
    """Return whether somebody must look at it: a harm is its topic, and its mood is negative."""
    told = (topic or "").casefold()
    return (sentiment or "").casefold() == NEGATIVE and any(one in told for one in ADVERSE)
