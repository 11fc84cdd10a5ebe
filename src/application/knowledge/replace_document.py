"""Take another content in for a document; what is shown stays until the new one is ready."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.hidden_doubles import HiddenDoubles
from application.knowledge.ports import KnowledgeStore
from application.knowledge.reading_jobs import INGEST, SWEEP, job_on
from application.service import service
from domain.access import Level
from domain.ids import DocumentId
from domain.knowledge.content import Content, Digest
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentNotFound
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewContent:
    """`seen` is the revision it was made from, None for any; without a title the old one stays."""

    id: DocumentId
    seen: int | None
    title: str | None
    media_type: str
    content: bytes = field(repr=False)


@service
class ReplaceDocument:
    store: KnowledgeStore
    access: Access
    doubles: HiddenDoubles
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewContent) -> Document:
        """Keep the bytes and the job to read them; the bytes that it has change nothing.

        While a replacement is being read the latest wins: its worker goes on with the new bytes.
        Raises DocumentNotFound, LevelNotHeld, DocumentChanged, DocumentEmpty, and
        DocumentAlreadyHeld when another document that `by` may view stands for these bytes.
        """
        require(self.access, by, Level.EDIT, new.id, DocumentNotFound)
        content = Content(
            title=new.title,
            media_type=new.media_type,
            size=len(new.content),
            digest=Digest(sha256(new.content).hexdigest()),
        )
        return self.doubles.passed_over(by, partial(self._keep, by, new, content))

    def _keep(
        self, by: Principal, new: NewContent, content: Content, beside: Collection[DocumentId]
    ) -> Document:
        with self.store.transaction() as work:
            held = work.documents.by_id(new.id)
            if held is None or held.organisation_id != by.organisation_id or held.deleted_at:
                raise DocumentNotFound
            document = held.replaced(content, seen=new.seen, now=self.clock.now())
            if document is held:
                return held
            work.documents.save(document, beside=beside)
            work.documents.keep_content(document, new.content)
            if held.is_settled:  # else its job is there already
                kind = SWEEP if document.is_settled else INGEST
                job = job_on(document, kind, id=self.ids.new())
                work.jobs.enqueue(job, at=document.updated_at)
            work.commit()
            return document
