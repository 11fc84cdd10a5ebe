"""The words of the latest changes, which tantivy does not hold yet: one number after another.

A snapshot never changes; the next one writes behind its last word, where no earlier one reads.
There are no postings: to make them takes longer than they would save before the next fold, and
160,000 numbers are looked through for a term in a twentieth of a millisecond.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from adapters.knowledge.file_index.bm25 import gain, rounded
from adapters.knowledge.file_index.growing import roomy
from adapters.knowledge.file_index.manifest import PendingRow, each_passage
from adapters.knowledge.file_index.nearest import Places
from domain.ids import DocumentId, OrganisationId

Numbers = npt.NDArray[np.int32]
Holders = Mapping[str, tuple[Places, Places]]
"""For each term the entries that have it, by their places, and how often each does."""


class Entry(NamedTuple):
    """`passage` is its id as a number, `length` is rounded as tantivy rounds it."""

    revision: int
    organisation_id: bytes
    document_id: bytes
    passage: int
    length: int


def vocabulary() -> defaultdict[str, int]:
    """Return a table that gives each term that it is asked for a number of its own."""
    return defaultdict(count().__next__)


def nothing() -> Numbers:
    return np.empty(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Pending:
    """`last` is the last change's number, `revisions` those of all.

    The first `words` of `said` are the terms' numbers, entry after entry; `starts` says where each
    entry's begin.
    """

    last: int = 0
    revisions: frozenset[int] = frozenset()
    entries: tuple[Entry, ...] = ()
    words: int = 0
    said: Numbers = field(default_factory=nothing)
    starts: Numbers = field(default_factory=nothing)
    numbers: defaultdict[str, int] = field(default_factory=vocabulary)

    @property
    def passages(self) -> int:
        return len(self.entries)

    def taken(self, rows: Sequence[PendingRow]) -> "Pending":
        """Return the next snapshot, with changes that came after the last one."""
        if not rows:
            return self
        entries, lines = list(self.entries), list[list[str]]()
        for row in rows:
            for passage, line in each_passage(row):
                lines.append(line.split())
                entries.append(Entry(*row[:3], passage, rounded(len(lines[-1]))))
        *starts, end = accumulate(map(len, lines), initial=self.words)
        said = roomy(self.said, end)
        said[self.words : end] = list(map(self.numbers.__getitem__, chain(*lines)))
        return Pending(
            rows[-1].revision,
            self.revisions.union(row.revision for row in rows),
            tuple(entries),
            end,
            said,
            np.concatenate([self.starts, np.array(starts, np.int32)]),
            self.numbers,
        )

    def holders(self, terms: Iterable[str]) -> Holders:
        return {term: self._holders(self.numbers.get(term, -1)) for term in terms}

    def _holders(self, number: int) -> tuple[Places, Places]:
        said = np.flatnonzero(self.said[: self.words] == number)
        places = np.searchsorted(self.starts, said, side="right") - 1
        return np.unique(places, return_counts=True)

    def best(
        self,
        holders: Holders,
        rarities: Mapping[str, float],
        mean: float,
        hidden: Collection[int],
        organisation_id: OrganisationId,
        document_ids: Collection[DocumentId],
    ) -> dict[int, float]:
        """Score the passages that hold any of the terms, and whose change is not `hidden`."""
        owner, among = organisation_id.bytes, {document.bytes for document in document_ids}
        scores = defaultdict[int, float](float)
        for term, (places, often) in holders.items():
            for place, times in zip(places.tolist(), often.tolist(), strict=True):
                entry = self.entries[place]
                if (
                    entry.organisation_id == owner
                    and entry.revision not in hidden
                    and (not among or entry.document_id in among)
                ):
                    scores[entry.passage] += rarities[term] * gain(times, entry.length, mean)
        return scores
