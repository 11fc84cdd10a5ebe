"""One organisation's vectors in memory: rows of a matrix that grows at its end.

A snapshot never changes. The next one shares its matrix and writes below its last row, where no
earlier snapshot reads. Rows of replaced documents stay, dead, until they are more than half.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from uuid import UUID

import numpy as np
import numpy.typing as npt

from adapters.knowledge.file_index.growing import roomy
from adapters.knowledge.file_index.manifest import Row
from adapters.knowledge.file_index.nearest import (
    NUMBER,
    ROUNDING,
    Numbers,
    Places,
    at_least,
    exact,
    greatest,
    nearest,
    products,
)
from adapters.knowledge.file_index.rough import RoughBlock, RoughQuery, blocks_of
from domain.ids import DocumentId
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Hit, Vector, ranked

ID_BYTES = 16
Ids = npt.NDArray[np.uint8]
Span = tuple[int, int]
"""The first row, and the one after the last."""


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Rows `[0, size)` of `matrix` and `ids`, of which `spans` names each document's.

    `blocks` tell roughly what the first rows are, as many as fill whole blocks.
    """

    sequence: int
    matrix: Numbers
    ids: Ids
    size: int
    spans: dict[bytes, Span]
    dead: Places
    blocks: tuple[RoughBlock, ...] = ()

    @staticmethod
    def none(length: int) -> "Vectors":
        matrix, ids = np.empty((0, length), NUMBER), np.empty((0, ID_BYTES), np.uint8)
        return Vectors(0, matrix, ids, 0, {}, np.empty(0, np.intp))

    def changed(self, sequence: int, rows: Iterable[Row]) -> "Vectors":
        """Return the next snapshot, in which these documents are as given."""
        matrix, ids, size = self.matrix, self.ids, self.size
        spans, dropped = dict(self.spans), list[Span]()
        for row in rows:
            if row.document_id in spans:
                dropped.append(spans.pop(row.document_id))
            if not row.passage_ids:
                continue
            end = size + len(row.passage_ids) // ID_BYTES
            matrix, ids = roomy(matrix, end), roomy(ids, end)
            matrix[size:end] = np.frombuffer(row.vectors, NUMBER).reshape(end - size, -1)
            ids[size:end] = np.frombuffer(row.passage_ids, np.uint8).reshape(-1, ID_BYTES)
            spans[row.document_id] = (size, end)
            size = end
        dead = np.concatenate([self.dead, places(dropped)])
        return Vectors(sequence, matrix, ids, size, spans, dead, self.blocks).tidied().seen()

    def tidied(self) -> "Vectors":
        """Copy the living rows together when they are the minority."""
        if 2 * len(self.dead) <= self.size:
            return self
        living = places(self.spans.values())
        ends = accumulate((end - start for start, end in self.spans.values()), initial=0)
        spans = dict(zip(self.spans, pairwise(ends), strict=True))
        none_dead = np.empty(0, np.intp)
        return Vectors(
            self.sequence, self.matrix[living], self.ids[living], len(living), spans, none_dead
        )

    def seen(self) -> "Vectors":
        return replace(self, blocks=blocks_of(self.matrix, self.size, self.blocks))

    def best(
        self, query: Vector, limit: int, document_ids: Collection[DocumentId]
    ) -> Sequence[Hit]:
        wanted = np.array(query, NUMBER)
        rows = (
            self._nearest_of(wanted, limit, document_ids)
            if document_ids
            else (self._nearest(wanted, limit))
        )
        names = (PassageId(UUID(bytes=id_.tobytes())) for id_ in self.ids[rows])
        scores = exact(self.matrix, rows, wanted)
        return ranked(zip(names, scores, strict=True))[:limit]

    def _nearest(self, wanted: Numbers, limit: int) -> Places:
        """Look at all rows roughly, where that is possible, and closely at those that may do.

        The best of the first look tell what score a row needs at least.
        """
        rough = RoughQuery.of(wanted)
        scores = self._scores(rough, wanted)
        scores[self.dead] = -np.inf
        rows = nearest(scores, limit)
        if not self.blocks:
            return rows
        if len(rows) >= limit:
            least = greatest(products(self.matrix[rows], wanted), limit)
            rows = at_least(scores, least - rough.slack(self.blocks) - ROUNDING)
        return rows[nearest(products(self.matrix[rows], wanted), limit)]

    def _scores(self, rough: RoughQuery, wanted: Numbers) -> Numbers:
        looked_at = sum(block.rows for block in self.blocks)
        pieces = [rough.scores(block) for block in self.blocks]
        pieces.append(products(self.matrix[looked_at : self.size], wanted))
        return np.concatenate(pieces)

    def _nearest_of(
        self, wanted: Numbers, limit: int, document_ids: Collection[DocumentId]
    ) -> Places:
        among = {document_id.bytes for document_id in document_ids} & self.spans.keys()
        spans = [self.spans[document_id] for document_id in among]
        pieces = [products(self.matrix[start:end], wanted) for start, end in spans]
        scores = np.concatenate([np.empty(0, NUMBER), *pieces])
        return places(spans)[nearest(scores, limit)]


def places(spans: Iterable[Span]) -> Places:
    return np.concatenate([np.empty(0, np.intp), *(np.arange(*span) for span in spans)])
