"""What of an answer is known, and what is missing and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from domain.ticks.absence import Absence
from domain.ticks.spans import Hole, Span, gaps, holes


class Why(StrEnum):
    LOST = "lost"
    ABSENT = "absent"
    BEFORE_COLLECTION = "before_collection"
    NOT_RECEIVED = "not_received"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing is known of `since` .. `until`, microseconds since 1970; ids where they are known."""

    why: Why
    since: int
    until: int
    first: int | None = None
    last: int | None = None

    @classmethod
    def of(cls, hole: Hole) -> Self:
        why = Why.ABSENT if hole.is_absent else Why.LOST
        return cls(why, hole.since, hole.until, hole.first, hole.last)


@dataclass(frozen=True, slots=True)
class Coverage:
    missing: tuple[Missing, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing


def coverage(
    spans: Sequence[Span], since: int, until: int, absent: Sequence[Absence] = ()
) -> Coverage:
    """Return what of `since` up to `until` is covered by spans in the order of their ids."""
    return Coverage(tuple(_missing(spans, since, until, absent)))


def covers_end(spans: Sequence[Span], end: int, absent: Sequence[Absence] = ()) -> bool:
    """Whether it is known which trade was the last one before `end`."""
    if not spans or not spans[0].since < end <= known_until(spans):
        return False
    return not any(hole.since < end <= hole.until for hole in holes(spans, absent))


def absent_at(spans: Sequence[Span], end: int, absent: Sequence[Absence]) -> Coverage:
    """Return which trades that the exchange has not may have been the last one before `end`."""
    found = [one for one in gaps(spans, absent) if one.since < end <= one.until and one.is_absent]
    return Coverage(tuple(map(Missing.of, found)))


def known_until(spans: Sequence[Span]) -> int:
    """Return up to when it is known that there was no further trade; 0 without any."""
    return max([spans[-1].known_until, *(span.until for span in spans)]) if spans else 0


def _missing(
    spans: Sequence[Span], since: int, until: int, absent: Sequence[Absence]
) -> Iterator[Missing]:
    if since >= until:
        return
    if not spans:
        yield Missing(Why.NOT_RECEIVED, since, until)
        return
    if since < spans[0].since:
        yield Missing(Why.BEFORE_COLLECTION, since, min(until, spans[0].since))
    for hole in gaps(spans, absent):
        if hole.since < until and hole.until >= since:
            yield Missing.of(hole)
    reached = spans[-1].known_until
    if until > reached + 1:
        yield Missing(Why.NOT_RECEIVED, max(since, reached), until)
