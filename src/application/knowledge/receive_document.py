"""Take a document in: once this returns, it is not lost."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from uuid import UUID

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.hidden_doubles import HiddenDoubles
from application.knowledge.ports import KnowledgeReader, KnowledgeStore
from application.knowledge.reading_jobs import INGEST, INGESTION, job_on
from application.service import service
from domain.access import Level
from domain.ids import DocumentId
from domain.knowledge.document import Digest, Document
from domain.knowledge.errors import DocumentAlreadyHeld, FolderNotFound
from domain.principal import Principal

__all__ = ["INGEST", "INGESTION", "NewDocument", "ReceiveDocument"]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """Without a folder (or department) it lies at the top, for everybody of its organisation."""

    id: DocumentId
    title: str
    media_type: str
    content: bytes = field(repr=False)
    folder_id: UUID | None = None


@service
class ReceiveDocument:
    store: KnowledgeStore
    reader: KnowledgeReader
    access: Access
    doubles: HiddenDoubles
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewDocument) -> Document:
        """Keep the bytes and the job to read them.

        Bytes of a document that `by` may view are that document; one that is hidden from them
        stays unsaid, and theirs is another. Raises FolderNotFound, LevelNotHeld, DocumentEmpty.
        """
        into = new.folder_id or by.organisation_id
        require(self.access, by, Level.EDIT, into, FolderNotFound)
        digest = Digest(sha256(new.content).hexdigest())
        held = self._held(by, digest)
        if held is not None:
            return held
        document = Document.receive(
            by,
            id=new.id,
            title=new.title,
            media_type=new.media_type,
            size=len(new.content),
            digest=digest,
            now=self.clock.now(),
        )
        try:
            return self.doubles.passed_over(by, partial(self._keep, by, document, new))
        except DocumentAlreadyHeld:  # they sent the same bytes at the same moment
            held = self._held(by, digest)
            if held is None:
                raise
            return held

    def _held(self, by: Principal, digest: Digest) -> Document | None:
        same = self.reader.by_digest(by.organisation_id, digest)
        seen = self.access.levels(by, [one.id for one in same]) if same else {}
        return next((one for one in same if one.id in seen), None)

    def _keep(
        self, by: Principal, document: Document, new: NewDocument, beside: Collection[DocumentId]
    ) -> Document:
        job = job_on(document, INGEST, id=self.ids.new())
        owned = replace(document.owned, owner_id=by.as_owner, parent=new.folder_id)
        with self.store.transaction() as work:
            work.documents.add(document, new.content, beside=beside)
            work.owned.add(owned)
            work.jobs.enqueue(job, at=document.created_at)
            work.commit()
            return document
