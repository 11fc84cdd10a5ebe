"""The application's own search on a folder, filled without the steps before it.

The one file of the benchmarks that reaches into the container for stores and the index.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from application.knowledge.ports import (
    Embedder,
    IndexedPassage,
    KnowledgeStore,
    PassageIndex,
)
from application.knowledge.search_passages import SearchPassages
from domain.ids import DocumentId, OrganisationId, UserId
from domain.knowledge.document import Digest, Document
from domain.knowledge.passage import Passage, passage_id
from domain.knowledge.retrieval import Vector
from domain.principal import Principal
from entrypoints.composition import compose
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TITLE = "Benchmark"


@dataclass(frozen=True, slots=True)
class Entry:
    """`indexed` is what the index is given: a passage's text behind its document's title."""

    text: str
    indexed: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class Library:
    store: KnowledgeStore
    index: PassageIndex
    embedder: Embedder
    search: SearchPassages
    local: Principal

    def with_embedder(self, embedder: Embedder) -> "Library":
        return replace(self, embedder=embedder, search=replace(self.search, embedder=embedder))

    def keep(self, by: Principal, entries: Sequence[Entry]) -> list[Passage]:
        """Make them one document that search may show; returns its passages."""
        document = _ready(by, _named(by, entries), len(entries))
        passages = [_passage(document.id, at, entry.text) for at, entry in enumerate(entries)]
        self.add(by, document.id, passages, entries)
        with self.store.transaction() as work:
            work.documents.add(document, b"-")
            work.documents.keep_passages(document, passages)
            work.commit()
        return passages

    def add(
        self, by: Principal, id: DocumentId, passages: Sequence[Passage], entries: Sequence[Entry]
    ) -> None:
        indexed = [
            IndexedPassage(passage.id, entry.indexed, entry.vector)
            for passage, entry in zip(passages, entries, strict=True)
        ]
        self.index.replace(by.organisation_id, id, indexed)


@contextmanager
def library(home: Path) -> Iterator[Library]:
    """Compose the application on this home, with every setting at its default."""
    container = compose(Settings(home=home))
    schema = container.get(Schema)
    schema.migrate()
    try:
        yield Library(
            container.get(KnowledgeStore),
            container.get(PassageIndex),
            container.get(Embedder),
            container.get(SearchPassages),
            container.get(Principal),
        )
    finally:
        schema.let_go()


def somebody(number: int) -> Principal:
    """Return a person of an organisation of that number."""
    return Principal(UserId(UUID(int=number)), OrganisationId(UUID(int=number)))


def _named(by: Principal, entries: Sequence[Entry]) -> DocumentId:
    """Name a document by what is in it, so that ties fall alike in every run."""
    return DocumentId(uuid5(by.organisation_id, "\n".join(entry.indexed for entry in entries)))


def _passage(id: DocumentId, ordinal: int, text: str) -> Passage:
    return Passage(
        id=passage_id(id, 1, ordinal),
        document_id=id,
        version=1,
        ordinal=ordinal,
        page=1,
        start=0,
        end=len(text),
        text=text,
    )


def _ready(by: Principal, id: DocumentId, passages: int) -> Document:
    digest = Digest(sha256(id.bytes).hexdigest())
    received = Document.receive(
        by, id=id, title=TITLE, media_type="text/plain", size=1, digest=digest, now=NOW
    )
    ready = received.extracting(now=NOW).extracted(pages=1, now=NOW)
    return replace(ready.indexed(passages=passages, now=NOW), events=())
