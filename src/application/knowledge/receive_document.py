"""Take a document in: once this returns, it is not lost."""

from dataclasses import dataclass, field
from hashlib import sha256

from application.clock import Clock
from application.ids import IdSource
from application.knowledge.ports import KnowledgeReader, KnowledgeStore
from application.knowledge.reading_jobs import INGEST, INGESTION, job_on
from domain.ids import DocumentId
from domain.knowledge.document import Digest, Document
from domain.knowledge.errors import DocumentAlreadyHeld
from domain.principal import Principal

__all__ = ["INGEST", "INGESTION", "NewDocument", "ReceiveDocument"]


@dataclass(frozen=True, slots=True)
class NewDocument:
    id: DocumentId
    title: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReceiveDocument:
    store: KnowledgeStore
    reader: KnowledgeReader
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewDocument) -> Document:
        """Keep the bytes and the job to read them; the same bytes twice are one document."""
        digest = Digest(sha256(new.content).hexdigest())
        held = self.reader.by_digest(by.organisation_id, digest)
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
            self._keep(document, new.content)
        except DocumentAlreadyHeld:  # somebody sent the same bytes at the same moment
            held = self.reader.by_digest(by.organisation_id, digest)
            if held is None:
                raise
            return held
        return document

    def _keep(self, document: Document, content: bytes) -> None:
        job = job_on(document, INGEST, id=self.ids.new())
        with self.store.transaction() as work:
            work.documents.add(document, content)
            work.jobs.enqueue(job, at=document.created_at)
            work.commit()
