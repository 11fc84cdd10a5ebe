"""Close a generation's gaps, for a slice of time, past those that cannot be closed now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum, auto

from application.clock import Clock
from application.errors import Unavailable
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.generations.repository import Gap
from application.knowledge.index_document import IndexDocument, Version
from application.knowledge.ports import KnowledgeReader, KnowledgeStore, PassageIndexes
from application.service import service
from domain.ids import DocumentId
from domain.knowledge.document import Document, DocumentState
from domain.knowledge.generation import Generation
from domain.knowledge.passage import Passage, version_id

SLICE = timedelta(seconds=2)
BATCH = 20


class Filled(Enum):
    """How a slice ended: without gaps, with more to do, or with failures to wait after."""

    WHOLE = auto()
    IN_PART = auto()
    WITH_FAILURES = auto()


@service
class FillGaps:
    """`share` is the part of the time that it works; the rest it leaves to searches."""

    store: KnowledgeStore
    documents: KnowledgeReader
    reader: GenerationsReader
    index: IndexDocument
    indexes: PassageIndexes
    clock: Clock
    rest: Callable[[float], None]
    share: float = 0.5

    def __call__(self, generation: Generation) -> Filled:
        """Try each gap once at most. Raises Unavailable when none can be closed, and Invalid."""
        until = self.clock.now() + SLICE
        failed = set[DocumentId]()
        while gaps := self._gaps(generation, failed):
            for gap in gaps:
                began = self.clock.now()
                if not self._fill(generation, gap):
                    failed.add(gap.document_id)
                now = self.clock.now()
                if now >= until:
                    return Filled.IN_PART
                self.rest((now - began).total_seconds() * (1 / self.share - 1))
        return Filled.WITH_FAILURES if self._gaps(generation) else Filled.WHOLE

    def _gaps(
        self, generation: Generation, but: frozenset[DocumentId] | set[DocumentId] = frozenset()
    ) -> Sequence[Gap]:
        """Return some; what failed lies behind what was tried less often."""
        gaps = self.reader.gaps(generation.id, BATCH)
        return [gap for gap in gaps if gap.document_id not in but]

    def _fill(self, generation: Generation, gap: Gap) -> bool:
        """Return False when this document alone could not be taken in."""
        document = self.documents.document(gap.organisation_id, gap.document_id)
        if document is None or document.state is not DocumentState.READY:
            self._close(gap, document)
            return True
        version = _shown(document)
        pages = self.documents.pages(gap.organisation_id, gap.document_id, document.version)
        try:
            passages = self.index(generation, version, pages)
        except Unavailable as why:
            self.index.try_out(generation)
            self._miss(gap, str(why))
            return False
        if not self._filled_with(gap, version, passages):
            self.indexes.of(generation.id).remove(gap.organisation_id, version.name)
        return True

    def _filled_with(self, gap: Gap, version: Version, passages: Sequence[Passage]) -> bool:
        """Close the gap, unless that version was replaced or deleted meanwhile.

        In the active generation this changes what searches find, so it counts as a new version.
        """
        with self.store.transaction() as work:
            active = work.generations.kept().active
            held = work.documents.by_id(gap.document_id)
            if held is None or held.deleted_at is not None or held.version != version.version:
                return False
            work.generations.fill(replace(gap, version=version.version), passages)
            if active is not None and active.id == gap.generation_id:
                work.generations.next_version(gap.organisation_id)
            work.commit()
        return True

    def _close(self, gap: Gap, document: Document | None) -> None:
        if document is None:  # deleted, perhaps after it was put in
            gone = version_id(gap.document_id, gap.version)
            self.indexes.of(gap.generation_id).remove(gap.organisation_id, gone)
        with self.store.transaction() as work:
            work.generations.fill(gap, ())
            work.commit()

    def _miss(self, gap: Gap, why: str) -> None:
        with self.store.transaction() as work:
            work.generations.keep_failure(gap.failed(why))
            work.commit()


def _shown(document: Document) -> Version:
    return Version(document.organisation_id, document.id, document.version, document.title)
