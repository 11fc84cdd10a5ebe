"""Wider intervals, made of minutes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from itertools import groupby

from domain.ticks.moments import MINUTE, floor
from domain.ticks.ranges import Range


class Interval(StrEnum):
    MINUTE = "1m"
    FIVE_MINUTES = "5m"
    QUARTER = "15m"
    HOUR = "1h"
    DAY = "1d"

    @property
    def minutes(self) -> int:
        return {"1m": 1, "5m": 5, "15m": 15, "1h": 60, "1d": 1_440}[self.value]

    @property
    def width(self) -> int:
        """Microseconds."""
        return self.minutes * MINUTE

    def next_start(self, time: int) -> int:
        """Return where the first interval begins that begins no earlier than `time`."""
        return -floor(-time, self.width)


def widened(minutes: Iterable[Range], interval: Interval) -> Iterator[Range]:
    """Give the ranges of the interval that minutes in order make; the minutes stay as they are."""
    if interval is Interval.MINUTE:
        yield from minutes
        return
    for start, parts in groupby(minutes, lambda one: floor(one.start, interval.width)):
        first, *others = parts
        made = replace(first, start=start)
        for other in others:
            made.add(other)
        yield made
