"""A record, asked by a few of its words at a time."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, time

from domain.insights.record import Interaction, Ranked, Record, Tally


@dataclass(frozen=True, slots=True)
class When:
    """A day, a month or a year, as exactly as it was told."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def holds(self, moment: date) -> bool:
        told = ((self.year, moment.year), (self.month, moment.month), (self.day, moment.day))
        return all(said is None or said == is_ for said, is_ in told)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence mentions; each category holds any of its words."""

    channels: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    sentiments: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    days: tuple[When, ...] = ()
    times: tuple[time, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Said()

    @property
    def is_listed(self) -> bool:
        """Whether only the interactions one by one can tell, and no count."""
        return bool(self.products or self.days or self.times)

    def speaks_as(self, other: Said) -> bool:
        """Return whether both name something of one category."""
        names = ("channels", "topics", "sentiments", "products", "days", "times")
        return any(getattr(self, one) and getattr(other, one) for one in names)

    def apart(self) -> Iterator[Said]:
        """Yield this with one word only of one category, for each word: all must be borne out."""
        yield from (replace(self, channels=frozenset({one})) for one in self.channels)
        yield from (replace(self, topics=frozenset({one})) for one in self.topics)
        yield from (replace(self, sentiments=frozenset({one})) for one in self.sentiments)
        yield from (replace(self, products=frozenset({one})) for one in self.products)
        yield from (replace(self, days=(one,)) for one in self.days)
        yield from (replace(self, times=(one,)) for one in self.times)

    def of(self, one: Interaction | Tally) -> bool:
        """Return whether these words fit it."""
        if not (
            _fits(self.channels, one.channel)
            and _fits(self.topics, one.topic)
            and _fits(self.sentiments, one.sentiment)
        ):
            return False
        return not isinstance(one, Interaction) or (
            _fits(self.products, one.product)
            and (not self.days or any(day.holds(one.at.date()) for day in self.days))
            and (not self.times or one.at.time().replace(second=0, microsecond=0) in self.times)
        )


def _fits(said: frozenset[str], is_: str | None) -> bool:
    return not said or is_ in said


@dataclass(frozen=True, slots=True)
class Facts:
    """`others` are names of other customers; `given` is the text a sentence was to be made of."""

    record: Record
    others: frozenset[str] = frozenset()
    given: str = ""
    channels: tuple[Ranked, ...] = field(init=False)
    topics: tuple[Ranked, ...] = field(init=False)
    sentiments: tuple[Ranked, ...] = field(init=False)
    products: tuple[str, ...] = field(init=False)
    total: int = field(init=False)

    def __post_init__(self) -> None:
        """Rank once what every sentence is held against."""
        products = {one.product for one in self.record.newest if one.product}
        object.__setattr__(self, "products", tuple(sorted(products)))
        for name in ("channels", "topics", "sentiments", "total"):
            object.__setattr__(self, name, getattr(self.record, name))

    def about(self, given: str) -> Facts:
        """Return the same for a sentence that was to be made of another."""
        same = copy(self)
        object.__setattr__(same, "given", given)
        return same

    def count(self, said: Said) -> int | None:
        """Return how many interactions fit; None where that cannot be told."""
        if not said.is_listed:
            return sum(one.count for one in self.record.tallies if said.of(one))
        if not self.record.is_listed:
            return None
        return sum(map(said.of, self.record.newest))

    def exist(self, said: Said) -> bool:
        """Return whether each of these words is borne out, together with the others."""
        if said.is_empty:
            return True
        return all(self._exists(one) for one in said.apart())

    def _exists(self, said: Said) -> bool:
        if said.is_listed:
            return any(map(said.of, self.record.newest))
        return any(map(said.of, self.record.tallies))

    @property
    def last(self) -> Interaction | None:
        return self.record.last

    @property
    def first(self) -> Interaction | None:
        return self.record.newest[-1] if self.record.is_listed and self.record.newest else None
