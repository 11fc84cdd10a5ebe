"""PassageIndex in a folder: vectors and the latest words in SQLite, all other words in tantivy."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from adapters.knowledge.file_index.dense_leg import DenseLeg
from adapters.knowledge.file_index.keyword_leg import KeywordLeg
from adapters.knowledge.file_index.manifest import Manifest, State, Transaction, each_passage
from adapters.knowledge.file_index.refusals import checked_length, translated
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.retrieval import Hit, Vector

MANIFEST = "vectors.db"
PATIENCE = 30.0
"""Seconds that a change waits for those of other threads and processes."""
MOST_PENDING = 2_000
"""Passages whose words wait in SQLite. A search reads them from memory, term by term."""
MOST_RETIRED = 200


class FilePassageIndex:
    """Any number of processes may search and change it; changes go one after another.

    A change is one commit to SQLite, the words included. When the pending words become too many,
    the change commits them all to tantivy first: its own commit is still when it happened. Nothing
    is imported or opened before the first use.
    """

    def __init__(
        self, folder: Path, patience: float = PATIENCE, most_pending: int = MOST_PENDING
    ) -> None:
        self._most_pending = most_pending
        manifest = folder / MANIFEST
        self._changes = Manifest(manifest, patience)
        self._reads = Manifest(manifest, patience)
        self._keyword = KeywordLeg(folder / "words", self._reads)
        self._vectors = Manifest(manifest, patience)  # words do not wait while they are taken in
        self._dense = DenseLeg(self._vectors)

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
            self._keyword.prepare(new=number == 0)
            words = self._keyword.words(passages)
            retired = change.retired()
            change.keep(State(number + 1, length), organisation_id, document_id, passages, words)
            if old is not None:
                change.retire(old)
            if change.pending_passages() > self._most_pending or len(retired) > MOST_RETIRED:
                self._fold(change, retired)

    def remove(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        self.replace(organisation_id, document_id, ())
        self._sweep()

    def counted(
        self, organisation_id: OrganisationId, document_ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, int]:
        """Count what the manifest lists, or else what words are left of removed documents."""
        with translated(), self._changes.changing() as now:  # no change may come between the two
            listed = now.counted(organisation_id, document_ids)
            others = set(document_ids) - listed.keys()
            if not others or now.state().sequence == 0:
                return listed
            return {**listed, **self._keyword.counted(organisation_id, others)}

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

    def _sweep(self) -> None:
        """Delete the words of retired revisions now, instead of with the next fold.

        Nothing finds them since the change that retired them, so this one needs no number.
        """
        with translated(), self._changes.changing() as change:
            retired = change.retired()
            if retired:
                self._fold(change, retired)

    def _fold(self, change: Transaction, retired: frozenset[int]) -> None:
        """Put the pending words into tantivy and take the retired out, which were so before.

        What this change retires stays there: others see it until this change is committed.
        """
        pending = change.pending()
        self._keyword.fold(pending, retired, unused=change.state().sequence + 1)
        words = sum(len(line.split()) for row in pending for _, line in each_passage(row))
        change.fold(change.pending_passages(), words, retired)

    def close(self) -> None:
        """Let go of files and memory; the next use opens them again."""
        self._keyword.close()
        self._dense.close()
        self._changes.close()
        self._reads.close()
        self._vectors.close()
