"""Close a generation's gaps, a slice of time at a go, and judge it once it has none."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Lease
from application.knowledge.generations.catching_up import AFTER_FAILURE, CATCH_UP, enqueue
from application.knowledge.generations.judge import JudgeGeneration
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.generations.repository import Gap
from application.knowledge.index_document import IndexDocument, Version
from application.knowledge.ports import KnowledgeReader, KnowledgeStore, PassageIndexes
from application.service import service
from domain.errors import Invalid
from domain.knowledge.document import Document, DocumentState
from domain.knowledge.generation import Generation, GenerationId, GenerationState
from domain.knowledge.passage import Passage, version_id
from domain.knowledge.quality import Verdict

SLICE = timedelta(seconds=2)
BATCH = 20


@service
class CatchUpGeneration:
    """The handler of `catch_up_generation` jobs: what it did stays done when it is killed.

    `share` is the part of the time that it works; the rest it leaves to searches.
    """

    store: KnowledgeStore
    documents: KnowledgeReader
    reader: GenerationsReader
    index: IndexDocument
    indexes: PassageIndexes
    judge: JudgeGeneration
    clock: Clock
    ids: IdSource
    rest: Callable[[float], None]
    share: float = 0.5

    def __call__(self, lease: Lease) -> None:
        name = GenerationId(lease.job.subject)
        generation = self._find(name)
        verdict, again = None, self.clock.now()
        try:
            if generation is not None and self._filled(generation):
                verdict = self._verdict(generation)
        except Invalid as why:  # its embedder can never serve: nothing but itself is harmed
            self._fail(name, str(why))
            again += AFTER_FAILURE
        self._finish(lease, name, verdict, again)

    def give_up(self, lease: Lease) -> None:
        """A rebuild is never given up: try again after a while."""
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            at = self.clock.now() + AFTER_FAILURE
            enqueue(work, GenerationId(lease.job.subject), CATCH_UP, job_id=self.ids.new(), at=at)
            work.commit()

    def _find(self, id: GenerationId) -> Generation | None:
        found = (one.generation for one in self.reader.all() if one.generation.id == id)
        return next((one for one in found if one.is_kept), None)

    def _filled(self, generation: Generation) -> bool:
        """Close gaps until there are none, which it says, or the slice is over."""
        until = self.clock.now() + SLICE
        while gaps := self.reader.gaps(generation.id, BATCH):
            for gap in gaps:
                began = self.clock.now()
                self._fill(generation, gap)
                now = self.clock.now()
                if now >= until:
                    return False
                self.rest((now - began).total_seconds() * (1 / self.share - 1))
        return True

    def _fill(self, generation: Generation, gap: Gap) -> None:
        document = self.documents.document(gap.organisation_id, gap.document_id)
        if document is None or document.state is not DocumentState.READY:
            self._close(gap, document)
            return
        version = _shown(document)
        pages = self.documents.pages(gap.organisation_id, gap.document_id, document.version)
        passages = self.index(generation, version, pages)
        if not self._filled_with(gap, version, passages):
            self.indexes.of(generation.id).remove(gap.organisation_id, version.name)

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

    def _verdict(self, generation: Generation) -> Verdict | None:
        if generation.state is GenerationState.BUILDING:
            return self.judge(generation)
        return None

    def _fail(self, id: GenerationId, why: str) -> None:
        now = self.clock.now()
        with self.store.transaction() as work:
            generation = work.generations.alone().find(id)
            if generation.state is not GenerationState.ACTIVE:
                work.generations.save(generation.failed(why, now=now))
            work.commit()

    def _finish(
        self, lease: Lease, id: GenerationId, verdict: Verdict | None, again: datetime
    ) -> None:
        with self.store.transaction() as work:
            kept = work.generations.alone()
            work.jobs.finish(lease)
            found = next((one for one in kept.all if one.id == id and one.is_kept), None)
            if found is not None and verdict is not None:  # it stands, also with a new gap
                work.generations.save(found.judged(verdict, now=self.clock.now()))
            if found is not None and work.generations.behind(id):
                enqueue(work, id, CATCH_UP, job_id=self.ids.new(), at=again)
            else:
                work.generations.release(id)
            work.commit()


def _shown(document: Document) -> Version:
    return Version(document.organisation_id, document.id, document.version, document.title)
