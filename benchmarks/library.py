"""The application's own search on a folder, filled without the steps before it.

The one file of the benchmarks that reaches into the container for stores and the index.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from injector import Binder, InstanceProvider, Module

from application.knowledge.generations.current import CurrentIndex
from application.knowledge.ports import (
    Embedder,
    IndexedPassage,
    KnowledgeStore,
    PassageIndex,
    PassageIndexes,
)
from application.knowledge.rank_passages import Ranking
from application.knowledge.search_passages import CacheKey, SearchCache, SearchPassages
from benchmarks.founding import found
from benchmarks.kept_vectors import KeptVectors
from domain.ids import DocumentId, OrganisationId, UserId
from domain.knowledge.cutting import USUAL
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
    found: Callable[[Principal], None]

    def keep(self, by: Principal, entries: Sequence[Entry]) -> list[Passage]:
        """Make them one document that search may show; returns its passages."""
        document = _ready(by, _named(by, entries), len(entries))
        passages = [_passage(document.id, at, entry.text) for at, entry in enumerate(entries)]
        self.add(by, document.id, passages, entries)
        with self.store.transaction() as work:
            version = work.generations.next_version(by.organisation_id)
            document = replace(document, index_version=version)
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


class Forgetful:
    """A SearchCache that remembers nothing, for what is measured is the search."""

    def get(self, key: CacheKey) -> Ranking | None: ...

    def put(self, key: CacheKey, ranking: Ranking) -> None: ...


class Measured(Module):
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def configure(self, binder: Binder) -> None:
        binder.bind(SearchCache, to=InstanceProvider(Forgetful()))
        binder.bind(Embedder, to=InstanceProvider(self._embedder))


@contextmanager
def library(home: Path, vectors: Path | None = None) -> Iterator[Library]:
    """Compose the application on this home, with every setting at its default.

    Nothing is embedded twice that a file of `vectors` knows.
    """
    settings = Settings(home=home)
    embedder = compose(settings).get(Embedder)
    container = compose(settings, Measured(KeptVectors(embedder, vectors) if vectors else embedder))
    schema = container.get(Schema)
    schema.migrate()
    local = container.get(Principal)
    active = container.get(CurrentIndex)(local.organisation_id).generation
    try:
        yield Library(
            container.get(KnowledgeStore),
            container.get(PassageIndexes).of(active.id),
            container.get(Embedder),
            container.get(SearchPassages),
            local,
            partial(found, container),
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
        id=passage_id(id, 1, USUAL, ordinal),
        document_id=id,
        version=1,
        cut=USUAL,
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
    return replace(ready.indexed(passages=passages, index_version=0, now=NOW), events=())
