"""Documents as tests want them."""

from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256
from uuid import uuid4

from injector import Injector

from application.knowledge.generations.current import CurrentIndex
from application.knowledge.ports import (
    Embedder,
    IndexedPassage,
    KnowledgeStore,
    PassageIndex,
    PassageIndexes,
)
from domain.ids import DocumentId
from domain.knowledge.document import Digest, Document
from domain.knowledge.passage import Page, Passage
from domain.knowledge.splitting import split
from domain.principal import Principal
from support.people import ADA, NOON


def a_document(content: bytes = b"", *, by: Principal = ADA, title: str = "Handbook") -> Document:
    """Return a received document; its bytes are its own unless they are given."""
    number = uuid4()
    content = content or number.bytes
    return Document.receive(
        by,
        id=DocumentId(number),
        title=title,
        media_type="text/plain",
        size=len(content),
        digest=Digest(sha256(content).hexdigest()),
        now=NOON,
    )


def keep(
    world: Injector,
    document: Document,
    content: bytes = b"bytes",
    *,
    inherits: bool = True,
    beside: Collection[DocumentId] = (),
) -> Document:
    with world.get(KnowledgeStore).transaction() as work:
        work.documents.add(document, content, beside=beside)
        work.owned.add(replace(document.owned, inherits=inherits))
        work.commit()
    return replace(document, events=())


def make_ready(world: Injector, document: Document, *texts: str) -> list[Passage]:
    """Give a kept document these pages and their passages, and make it ready."""
    pages = [Page(number, text) for number, text in enumerate(texts, start=1)]
    passages = list(split(document.id, document.version, pages))
    ready = replace(document, events=()).extracted(pages=len(pages), now=NOON)
    with world.get(KnowledgeStore).transaction() as work:
        version = work.generations.next_version(ready.organisation_id)
        ready = ready.indexed(passages=len(passages), index_version=version, now=NOON)
        work.documents.keep_pages(ready, pages)
        work.documents.keep_passages(ready, passages)
        work.documents.save(replace(ready, events=()))
        work.commit()
    return passages


def searchable(
    world: Injector,
    *texts: str,
    title: str = "Handbook",
    by: Principal = ADA,
    inherits: bool = True,
) -> Document:
    """Keep a document with these pages, and have its passages in the index."""
    document = keep(world, a_document(title=title, by=by), inherits=inherits)
    passages = make_ready(world, document, *texts)
    vectors = world.get(Embedder).embed([passage.text for passage in passages])
    entries = [
        IndexedPassage(passage.id, passage.text, vector)
        for passage, vector in zip(passages, vectors, strict=True)
    ]
    index_of(world).replace(by.organisation_id, document.id, entries)
    return document


def delete(world: Injector, document: Document) -> None:
    with world.get(KnowledgeStore).transaction() as work:
        work.documents.save(document.deleted(now=NOON))
        work.owned.remove(Principal(document.owner_id, document.organisation_id), document.id)
        work.generations.next_version(document.organisation_id)
        work.commit()


def index_of(world: Injector) -> PassageIndex:
    """Return the index of the generation that answers searches."""
    active = world.get(CurrentIndex)(ADA.organisation_id).generation
    return world.get(PassageIndexes).of(active.id)
