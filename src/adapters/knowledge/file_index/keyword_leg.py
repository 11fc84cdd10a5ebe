"""The keyword leg: a tantivy index that every process opens, ranked by BM25.

What was changed last is pending: the manifest holds its words until a fold puts all that came
together into tantivy with one commit, which costs as much for one passage as for a thousand.
tantivy may hold more than the manifest lists: revisions that were replaced, until the next fold
deletes them, and those of a fold that never came to commit, until they are folded again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from adapters.knowledge.file_index.analysis import analyser, query_terms, ready_made, terms_of
from adapters.knowledge.file_index.keyword_query import (
    ANALYSER,
    entries,
    from_revision,
    of_documents,
    of_revisions,
    schema,
)
from adapters.knowledge.file_index.keyword_snapshot import KeywordSnapshot
from adapters.knowledge.file_index.manifest import Folded, Manifest, PendingRow
from adapters.knowledge.file_index.refusals import DEPENDENCY, translated_from_tantivy
from application.errors import Unavailable
from application.knowledge.ports import IndexedPassage
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.retrieval import Hit

if TYPE_CHECKING:
    from adapters.knowledge.file_index.pending import Pending

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
        self.index.register_tokenizer(ANALYSER, ready_made())
        self.index.config_reader("manual")


class KeywordLeg:
    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._opening = Lock()
        self._refreshing = Lock()
        self._opened: Opened | None = None
        self._snapshot: KeywordSnapshot | None = None

    def prepare(self, *, new: bool) -> None:
        """Open it, made when `new`; raises Unavailable when it should be there and is not."""
        self._open(new=new)

    def words(self, passages: Iterable[IndexedPassage]) -> str:
        return terms_of(self._open(new=False).analyser, (passage.text for passage in passages))

    def fold(self, pending: Iterable[PendingRow], outdated: Collection[int], unused: int) -> None:
        """Take in what is pending; the caller holds the manifest's lock.

        First it deletes what the manifest does not list, which a fold that died may have left: the
        `outdated`, another try at the pending, and the revisions from `unused` on. A writer lives
        for one fold, for no other process can have one meanwhile. Waiting for its merges keeps the
        segments few.
        """
        opened, rows = self._open(new=False), list(pending)
        unlisted = [*outdated, *(row.revision for row in rows)]
        with translated_from_tantivy():
            writer = opened.index.writer(HEAP, 1)
        try:
            writer.delete_documents_by_query(of_revisions(opened.schema, unlisted))
            writer.delete_documents_by_query(from_revision(opened.schema, unused))
            for entry in chain.from_iterable(entries(opened.schema, row) for row in rows):
                writer.add_document(entry)
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
        terms = query_terms(self._open(new=False).analyser, text)
        if not terms:
            return []
        return snapshot.best(terms, limit, organisation_id, document_ids)

    def counted(
        self, organisation_id: OrganisationId, document_ids: Collection[DocumentId]
    ) -> dict[DocumentId, int]:
        """Count their passages that tantivy holds, listed or not, where it holds any."""
        opened = self._open(new=False)
        with translated_from_tantivy():
            opened.index.reload()
            searcher = opened.index.searcher()

            def count(ids: Collection[DocumentId]) -> int:
                wanted = of_documents(opened.schema, organisation_id, ids)
                return len(searcher.search(wanted, max(1, searcher.num_docs), count=False).hits)

            if not count(document_ids):  # as mostly: one look for all of them
                return {}
            return {one: held for one in document_ids if (held := count([one]))}

    def close(self) -> None:
        with self._refreshing, self._opening:
            self._opened = self._snapshot = None

    def _open(self, *, new: bool) -> Opened:
        with self._opening:
            self._opened = self._opened or Opened(self._folder, new=new)
            return self._opened

    def _current(self) -> KeywordSnapshot | None:
        """Return the last change's snapshot, or None before the first.

        The manifest is read before and after a searcher is loaded: when no fold came in between,
        the searcher holds all that the manifest lists and that is not pending.
        """
        with self._refreshing:
            for _ in range(ATTEMPTS):
                held, sequence = self._snapshot, self._manifest.state().sequence
                if sequence == 0 or (held is not None and held.sequence == sequence):
                    return held
                with self._manifest.reading() as now:
                    sequence = now.state().sequence
                    folded, retired = now.folded(), now.retired()
                    same = held if held is not None and held.folded == folded else None
                    pending = same.pending if same else none_pending()
                    pending = pending.taken(now.pending(since=pending.last))
                if same:
                    self._snapshot = replace(
                        same, sequence=sequence, retired=retired, pending=pending
                    )
                    return self._snapshot
                self._snapshot = self._loaded(sequence, folded, retired, pending)
        raise Unavailable(DEPENDENCY, "it changes faster than it can be read")

    def _loaded(
        self, sequence: int, folded: Folded, retired: frozenset[int], pending: "Pending"
    ) -> KeywordSnapshot:
        opened = self._open(new=False)
        with translated_from_tantivy():
            opened.index.reload()
            searcher = opened.index.searcher()
        return KeywordSnapshot(sequence, folded, retired, pending, opened.schema, searcher)


def none_pending() -> "Pending":
    from adapters.knowledge.file_index.pending import Pending

    return Pending()
