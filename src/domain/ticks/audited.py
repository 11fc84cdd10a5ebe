"""Which minutes of a day were held against the exchange's own, and which of them differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Self

from domain.ticks.moments import MINUTE

MINUTES: Final = 1_440
DAY: Final = MINUTES * MINUTE


@dataclass(frozen=True, slots=True)
class AuditedDay:
    """`agreed` and `differing` have a bit for each minute of the day; its first is the lowest.

    `start` is in microseconds since 1970. A minute that is judged again is as it was judged last.
    """

    start: int
    agreed: int = 0
    differing: int = 0

    def judged(self, agreed: Iterable[int], differing: Iterable[int]) -> Self:
        """Return it with those minutes, by their start; those of other days are left out."""
        good, bad = self._bits(agreed), self._bits(differing)
        return type(self)(self.start, self.agreed & ~bad | good, self.differing & ~good | bad)

    @property
    def count(self) -> int:
        """How many minutes were judged."""
        return (self.agreed | self.differing).bit_count()

    @property
    def mismatches(self) -> Iterator[int]:
        """Give the beginning of each minute that differs."""
        bits = self.differing
        return (self.start + one * MINUTE for one in range(MINUTES) if bits >> one & 1)

    def _bits(self, starts: Iterable[int]) -> int:
        places = ((start - self.start) // MINUTE for start in starts)
        return sum(1 << place for place in {*places} if 0 <= place < MINUTES)
