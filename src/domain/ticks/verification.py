"""Whether what is kept beside trades is what the trades say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from domain.ticks.moments import MINUTE, floor
from domain.ticks.ranges import Growing, Range, ranges_of
from domain.ticks.spans import Hole, Span, holes, joined, spans_of
from domain.ticks.trade import Trade


@dataclass(frozen=True, slots=True)
class Fault:
    """`kept` is what is kept of a minute (by its start) or of a span, `said` what trades say."""

    what: str
    at: int
    kept: object
    said: object


@dataclass(slots=True)
class Verification:
    """Takes trades a page at a time, by their ids, and then holds what is kept against them.

    Memory grows with minutes and holes, and not with trades.
    """

    trades: int = 0
    minutes: dict[int, Growing] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)

    def add(self, page: Sequence[Trade]) -> None:
        self.trades += len(page)
        for start, made in ranges_of(page, MINUTE).items():
            if (there := self.minutes.setdefault(start, made)) is not made:
                there.merge(made)
        self.spans = list(joined([*self.spans, *spans_of(page)]))

    @property
    def holes(self) -> Sequence[Hole]:
        return list(holes(self.spans))

    def begins(self, spans: Sequence[Span]) -> int:
        """Return from which minute on all trades are here: older ones may be kept no longer."""
        first = min((one.since for one in self.spans), default=0)
        is_whole = not spans or spans[0].first >= self.spans[0].first
        return floor(first, MINUTE) if is_whole else -floor(-first, MINUTE)

    def faults(self, kept: Iterable[Range], spans: Sequence[Span]) -> Iterator[Fault]:
        """Give what differs, of all ranges from where this begins on and of all spans."""
        begins, held = self.begins(spans), {one.start: one for one in kept}
        for start in sorted(held.keys() | self.minutes.keys()):
            before, made = held.get(start), self.minutes.get(start)
            said = None if made is None else made.as_range()
            if start >= begins and before != said:
                yield Fault("minute", start, before, said)
        yield from self._strays(spans)

    def _strays(self, spans: Iterable[Span]) -> Iterator[Fault]:
        first = self.spans[0].first if self.spans else 0
        said = {(one.first, one.last) for one in self.spans}
        held = {(max(one.first, first), one.last) for one in spans if one.last >= first}
        for one in sorted(held ^ said):
            yield Fault("span", one[0], one if one in held else None, one if one in said else None)
