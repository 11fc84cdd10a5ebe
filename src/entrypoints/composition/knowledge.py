"""Knowledge, bound to the world."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult

from injector import Module, provider, singleton

from adapters.conversations.quotations import Quotations
from adapters.knowledge.extraction import FileTextExtractor
from application.clock import Clock
from application.conversations.ports import ConversationsReader
from application.ids import IdSource
from application.knowledge.delete_document import DeleteDocument, PurgeDocument
from application.knowledge.erasure import ReadErasure
from application.knowledge.ingest_document import IngestDocument
from application.knowledge.ports import (
    Embedder,
    IndexesInUse,
    KnowledgeReader,
    KnowledgeStore,
    PassageIndex,
    TextExtractor,
)
from application.knowledge.read_documents import FindDocument, ListDocuments, ReadOriginal, ReadPage
from application.knowledge.receive_document import ReceiveDocument
from application.knowledge.replace_document import ReplaceDocument
from application.knowledge.retry_document import RetryDocument
from application.knowledge.search_passages import SearchPassages
from application.knowledge.sweep_versions import SweepVersions
from entrypoints.composition.schemes import chosen, host_and_port, path_of
from entrypoints.settings import Settings

SEARCH, EMBEDDER = "PORTICO_SEARCH_URL", "PORTICO_EMBEDDER_URL"
OLLAMA_PORT = 11434


class Knowledge(Module):
    def __init__(self, settings: Settings) -> None:
        self._index = chosen(SEARCH, settings.search_url, indexes(settings))
        self._embedder = chosen(EMBEDDER, settings.embedder_url, embedders(settings))

    @singleton
    @provider
    def index(self) -> PassageIndex:
        return self._index

    @singleton
    @provider
    def embedder(self) -> Embedder:
        return self._embedder

    @singleton
    @provider
    def extractor(self) -> TextExtractor:
        return FileTextExtractor()

    @singleton
    @provider
    def receive(
        self, store: KnowledgeStore, reader: KnowledgeReader, clock: Clock, ids: IdSource
    ) -> ReceiveDocument:
        return ReceiveDocument(store, reader, clock, ids)

    @singleton
    @provider
    def ingest(
        self,
        store: KnowledgeStore,
        reader: KnowledgeReader,
        extractor: TextExtractor,
        embedder: Embedder,
        index: PassageIndex,
        clock: Clock,
        ids: IdSource,
    ) -> IngestDocument:
        return IngestDocument(store, reader, extractor, embedder, index, clock, ids)

    @singleton
    @provider
    def indexes(self, index: PassageIndex) -> IndexesInUse:
        return lambda: (index,)

    @singleton
    @provider
    def replace(self, store: KnowledgeStore, clock: Clock, ids: IdSource) -> ReplaceDocument:
        return ReplaceDocument(store, clock, ids)

    @singleton
    @provider
    def retry(self, store: KnowledgeStore, clock: Clock, ids: IdSource) -> RetryDocument:
        return RetryDocument(store, clock, ids)

    @singleton
    @provider
    def sweep(
        self, store: KnowledgeStore, reader: KnowledgeReader, indexes: IndexesInUse
    ) -> SweepVersions:
        return SweepVersions(store, reader, indexes)

    @singleton
    @provider
    def delete(self, store: KnowledgeStore, clock: Clock, ids: IdSource) -> DeleteDocument:
        return DeleteDocument(store, clock, ids)

    @singleton
    @provider
    def purge(self, store: KnowledgeStore, indexes: IndexesInUse, clock: Clock) -> PurgeDocument:
        return PurgeDocument(store, indexes, clock)

    @singleton
    @provider
    def erasure(
        self, reader: KnowledgeReader, indexes: IndexesInUse, conversations: ConversationsReader
    ) -> ReadErasure:
        return ReadErasure(reader, indexes, (Quotations(conversations),))

    @singleton
    @provider
    def find(self, reader: KnowledgeReader) -> FindDocument:
        return FindDocument(reader)

    @singleton
    @provider
    def list(self, reader: KnowledgeReader) -> ListDocuments:
        return ListDocuments(reader)

    @singleton
    @provider
    def page(self, reader: KnowledgeReader) -> ReadPage:
        return ReadPage(reader)

    @singleton
    @provider
    def original(self, reader: KnowledgeReader) -> ReadOriginal:
        return ReadOriginal(reader)

    @singleton
    @provider
    def search(
        self, reader: KnowledgeReader, embedder: Embedder, index: PassageIndex
    ) -> SearchPassages:
        return SearchPassages(reader, embedder, index)


def indexes(settings: Settings) -> dict[str, Callable[[SplitResult], PassageIndex]]:
    """Return what may stand in PORTICO_SEARCH_URL; an adapter is imported when it is chosen."""

    def file(url: SplitResult) -> PassageIndex:
        from adapters.knowledge.file_index import FilePassageIndex

        given = url.netloc + url.path
        return FilePassageIndex(Path(given) if given else settings.home / "index")

    def memory(_: SplitResult) -> PassageIndex:
        from adapters.knowledge.memory_index import InMemoryPassageIndex

        return InMemoryPassageIndex()

    return {"file": file, "memory": memory}


def embedders(settings: Settings) -> dict[str, Callable[[SplitResult], Embedder]]:
    """Return what may stand in PORTICO_EMBEDDER_URL."""

    def minilm(_: SplitResult) -> Embedder:
        from adapters.knowledge.minilm.embedder import MiniLmEmbedder

        return MiniLmEmbedder(settings.home / "models")

    def ollama(url: SplitResult) -> Embedder:
        from adapters.knowledge.ollama_embedder import OllamaEmbedder

        host = host_and_port(EMBEDDER, url, OLLAMA_PORT)
        model = path_of(EMBEDDER, url, "all-minilm:l6")
        return OllamaEmbedder(host, model, settings.model_seconds)

    def memory(_: SplitResult) -> Embedder:
        from adapters.knowledge.hashing_embedder import HashingEmbedder

        return HashingEmbedder()

    return {"minilm": minilm, "ollama": ollama, "memory": memory}
