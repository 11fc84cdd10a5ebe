"""The keyword leg: a tantivy index that every process opens, ranked by BM25.

It may hold more than the manifest lists: revisions that were replaced, until the next change
deletes them, and one whose change never came to commit, until its number is given again.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from threading import Lock

from adapters.knowledge.file_index.analysis import analyser, query_terms
from adapters.knowledge.file_index.keyword_query import (
    ANALYSER,
    any_of,
    entry,
    from_revision,
    of_document,
    of_revisions,
    schema,
)
from adapters.knowledge.file_index.keyword_snapshot import KeywordSnapshot
from adapters.knowledge.file_index.manifest import Manifest
from adapters.knowledge.file_index.refusals import DEPENDENCY, translated_from_tantivy
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.retrieval import Hit

HEAP = 15_000_000
"""Bytes for a writer: tantivy's least, because each commit clears a table of that size."""
ATTEMPTS = 20


class Opened:
    def __init__(self, folder: Path, *, new: bool) -> None:
        from tantivy import Index

        if new:
            folder.mkdir(exist_ok=True)
        self.schema = schema()
        self.analyser = analyser()
        with translated_from_tantivy():
            if not new and not Index.exists(str(folder)):
                raise Unavailable(DEPENDENCY, "its keyword part is missing; index again")
            self.index = Index(self.schema, path=str(folder))
        self.index.register_tokenizer(ANALYSER, self.analyser)
        self.index.config_reader("manual")


class KeywordLeg:
    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._opening = Lock()
        self._refreshing = Lock()
        self._opened: Opened | None = None
        self._snapshot: KeywordSnapshot | None = None

    def write(
        self,
        revision: int,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Iterable[IndexedPassage],
        outdated: Collection[int],
    ) -> None:
        """Add what the manifest is about to list; the caller holds the manifest's lock.

        A writer lives for one change, for no other process can have one meanwhile. Waiting for
        its merges keeps the segments few.
        """
        opened = self._open(new=revision == 1)
        with translated_from_tantivy():
            writer = opened.index.writer(HEAP, 1)
        try:
            for unlisted in (
                of_revisions(opened.schema, outdated),
                from_revision(opened.schema, revision),
            ):
                writer.delete_documents_by_query(unlisted)
            for passage in passages:
                writer.add_document(
                    entry(opened.schema, revision, organisation_id, document_id, passage)
                )
            with translated_from_tantivy():
                writer.commit()
        finally:
            with translated_from_tantivy():
                writer.wait_merging_threads()

    def search(
        self,
        organisation_id: OrganisationId,
        text: str,
        limit: int,
        document_ids: Collection[DocumentId],
    ) -> Sequence[Hit]:
        snapshot = self._current()
        if snapshot is None:
            return []
        opened = self._open(new=False)
        terms = query_terms(opened.analyser, text)
        if not terms:
            return []
        return snapshot.best(any_of(opened.schema, terms, organisation_id, document_ids), limit)

    def count(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        """Count the document's passages that tantivy holds, listed or not."""
        opened = self._open(new=False)
        with translated_from_tantivy():
            opened.index.reload()
            wanted = of_document(opened.schema, organisation_id, document_id)
            searcher = opened.index.searcher()
            return len(searcher.search(wanted, limit=max(1, searcher.num_docs), count=False).hits)

    def close(self) -> None:
        with self._refreshing, self._opening:
            self._opened = self._snapshot = None

    def _open(self, *, new: bool) -> Opened:
        with self._opening:
            self._opened = self._opened or Opened(self._folder, new=new)
            return self._opened

    def _current(self) -> KeywordSnapshot | None:
        """Return the last change's snapshot, or None before the first.

        The manifest is read before and after the searcher is loaded: when no change came in
        between, the searcher holds all that the manifest lists.
        """
        with self._refreshing:
            for _ in range(ATTEMPTS):
                with self._manifest.reading() as now:
                    sequence, _ = now.state()
                    if sequence == 0 or (
                        self._snapshot is not None and self._snapshot.sequence == sequence
                    ):
                        return self._snapshot
                    retired = now.retired()
                self._snapshot = self._loaded(sequence, retired)
        raise Unavailable(DEPENDENCY, "it changes faster than it can be read")

    def _loaded(self, sequence: int, retired: frozenset[int]) -> KeywordSnapshot:
        index = self._open(new=False).index
        with translated_from_tantivy():
            index.reload()
            return KeywordSnapshot(sequence, retired, index.searcher())
