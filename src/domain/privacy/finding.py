"""What was found, and which of two that overlap is believed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

KINDS = (
    "url", "email", "crypto", "iban", "card", "national_id", "phone", "ip", "mac",
    "birth", "address", "name",
)  # fmt: skip
"""The earlier is believed where two kinds claim the same characters."""
RANK = {kind: 2 * at for at, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One of KINDS, from `start` up to `end` of the text as it was given."""

    kind: str
    start: int
    end: int


class Span(NamedTuple):
    """A claim on part of a text; a doubtful one yields to any that is sure."""

    kind: str
    start: int
    end: int
    doubtful: bool = False

    @property
    def rank(self) -> int:
        return RANK[self.kind] + (100 if self.doubtful else 0)


def settled(spans: Iterable[Span]) -> Sequence[Finding]:
    """Return findings that do not overlap: what overlaps becomes one, of the best kind."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if found and span.start < found[-1].end:
            last = found[-1]
            best = min(last, span, key=lambda one: one.rank)
            found[-1] = best._replace(start=last.start, end=max(last.end, span.end))
        else:
            found.append(span)
    return [Finding(one.kind, one.start, one.end) for one in found]
