"""PassageIndex in a folder: vectors and the manifest in SQLite, words in tantivy."""

from collections.abc import Collection, Sequence
from pathlib import Path

from adapters.knowledge.file_index.dense_leg import DenseLeg
from adapters.knowledge.file_index.keyword_leg import KeywordLeg
from adapters.knowledge.file_index.manifest import Manifest, State
from adapters.knowledge.file_index.refusals import checked_length, translated
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.retrieval import Hit, Vector

MANIFEST = "vectors.db"
PATIENCE = 30.0
"""Seconds that a change waits for those of other threads and processes."""


class FilePassageIndex:
    """Any number of processes may search and change it; changes go one after another.

    A change holds SQLite's write lock, commits the words to tantivy and then the rest to SQLite:
    that second commit is when it happened. Nothing is imported or opened before the first use.
    """

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        manifest = folder / MANIFEST
        self._changes = Manifest(manifest, patience)
        self._reads = Manifest(manifest, patience)
        self._keyword = KeywordLeg(folder / "words", self._reads)
        self._dense = DenseLeg(self._reads)

    def replace(
        self,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Sequence[IndexedPassage],
    ) -> None:
        with translated(), self._changes.changing() as change:
            number, length = change.state()
            old = change.revision_with_passages(organisation_id, document_id)
            if old is None and not passages:
                return
            length = checked_length([passage.vector for passage in passages], length)
            now = State(number + 1, length)
            self._keyword.write(
                now.sequence, organisation_id, document_id, passages, change.retired()
            )
            change.keep(now, organisation_id, document_id, passages)
            change.retire(old)

    def remove(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        self.replace(organisation_id, document_id, ())
        self._sweep(organisation_id, document_id)

    def count(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        """Count what the manifest lists, or else what words are left of a removed document."""
        with translated(), self._changes.changing() as now:  # no change may come between the two
            listed = now.count(organisation_id, document_id)
            if listed or now.state().sequence == 0:
                return listed
            return self._keyword.count(organisation_id, document_id)

    def keyword(
        self,
        organisation_id: OrganisationId,
        text: str,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        if limit <= 0:
            return []
        with translated():
            return self._keyword.search(organisation_id, text, limit, document_ids)

    def dense(
        self,
        organisation_id: OrganisationId,
        vector: Vector,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        if limit <= 0:
            return []
        with translated():
            return self._dense.search(organisation_id, vector, limit, document_ids)

    def _sweep(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        """Delete the words of retired revisions now, instead of with the next change.

        Nothing finds them since the change that retired them, so this one needs no number.
        """
        with translated(), self._changes.changing() as change:
            retired = change.retired()
            if retired:
                unused = change.state().sequence + 1
                self._keyword.write(unused, organisation_id, document_id, (), retired)
                change.retire(None)

    def close(self) -> None:
        """Let go of files and memory; the next use opens them again."""
        self._keyword.close()
        self._dense.close()
        self._changes.close()
        self._reads.close()
