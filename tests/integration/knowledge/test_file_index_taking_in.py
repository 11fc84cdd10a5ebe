"""The file index's snapshots share a matrix: one thread at a time writes what they do not read."""

from array import array
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any, cast
from uuid import UUID

import pytest

from adapters.knowledge.file_index.dense_leg import DenseLeg
from adapters.knowledge.file_index.index import MANIFEST, FilePassageIndex
from adapters.knowledge.file_index.manifest import Manifest
from adapters.knowledge.file_index.vectors import Vectors
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Vector
from support.gates import PATIENCE, Gate

ACME = OrganisationId(UUID(int=1))
EAST, NORTH = array("f", [1.0, 0.0]), array("f", [0.0, 1.0])


def test_a_search_that_was_overtaken_changes_no_snapshot(tmp_path: Path) -> None:
    with (
        closing(FilePassageIndex(tmp_path)) as index,
        closing(Manifest(tmp_path / MANIFEST, PATIENCE)) as manifest,
        ThreadPoolExecutor(1) as threads,
    ):
        gate, leg = Gate(manifest, "reading"), DenseLeg(manifest)
        for document, passages in ((1, 3), (2, 1)):  # a matrix with room for more
            keep(index, document, [NORTH] * passages)
            found(leg)
        keep(index, 3, [EAST])
        leg._manifest = cast("Manifest", gate)
        late = threads.submit(found, leg)
        gate.reached()
        leg._manifest = manifest
        found(leg)
        early = leg._held[ACME]
        keep(index, 3, [NORTH])
        gate.open()

        assert late.result(PATIENCE) == [0.0] * 5
        assert max(hit.score for hit in early.best(EAST, 9, ())) == 1.0


def test_words_are_found_while_vectors_are_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, changed = Event(), Event(), Vectors.changed

    def slowly(held: Vectors, *seen: Any) -> Vectors:
        begun.set()
        go_on.wait(PATIENCE)
        return changed(held, *seen)

    monkeypatch.setattr(Vectors, "changed", slowly)
    with (
        closing(FilePassageIndex(tmp_path, patience=0.1)) as index,
        ThreadPoolExecutor(1) as threads,
    ):
        keep(index, 1, [NORTH])
        meaning = threads.submit(index.dense, ACME, NORTH, limit=1)
        assert begun.wait(PATIENCE)
        assert len(index.keyword(ACME, "word", limit=1)) == 1
        go_on.set()
        assert len(meaning.result(PATIENCE)) == 1


def keep(index: FilePassageIndex, document: int, vectors: list[Vector]) -> None:
    passages = [
        IndexedPassage(PassageId(UUID(int=100 * document + at)), "word", vector)
        for at, vector in enumerate(vectors)
    ]
    index.replace(ACME, DocumentId(UUID(int=document)), passages)


def found(leg: DenseLeg) -> list[float]:
    return [hit.score for hit in leg.search(ACME, EAST, 9, ())]
