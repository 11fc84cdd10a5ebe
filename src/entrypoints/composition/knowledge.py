"""Knowledge, bound to the world."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult

from injector import Module, provider, singleton

from adapters.knowledge.extraction import FileTextExtractor
from adapters.knowledge.extraction.confined import ConfinedTextExtractor
from adapters.knowledge.extraction.limits import Limits
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.delete_document import DeleteDocument, PurgeDocument
from application.knowledge.ingest_document import IngestDocument
from application.knowledge.ports import (
    Embedder,
    KnowledgeReader,
    KnowledgeStore,
    PassageIndex,
    TextExtractor,
)
from application.knowledge.read_documents import FindDocument, ListDocuments, ReadOriginal, ReadPage
from application.knowledge.receive_document import ReceiveDocument
from application.knowledge.search_passages import SearchPassages
from entrypoints.composition.schemes import chosen, host_and_port, path_of
from entrypoints.settings import Settings

SEARCH, EMBEDDER = "PORTICO_SEARCH_URL", "PORTICO_EMBEDDER_URL"
OLLAMA_PORT = 11434


class Knowledge(Module):
    def __init__(self, settings: Settings) -> None:
        self._index = chosen(SEARCH, settings.search_url, indexes(settings))
        self._limits = limits(settings)
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
        return ConfinedTextExtractor(self._limits)

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
    ) -> IngestDocument:
        return IngestDocument(store, reader, extractor, embedder, index, clock)

    @singleton
    @provider
    def delete(self, store: KnowledgeStore, clock: Clock, ids: IdSource) -> DeleteDocument:
        return DeleteDocument(store, clock, ids)

    @singleton
    @provider
    def purge(self, store: KnowledgeStore, index: PassageIndex) -> PurgeDocument:
        return PurgeDocument(store, index)

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


class ReadHere(Module):
    """Instead of processes of their own, which take time to start: files are read in this one."""

    @singleton
    @provider
    def extractor(self, settings: Settings) -> TextExtractor:
        return FileTextExtractor(limits(settings))


def limits(settings: Settings) -> Limits:
    return Limits(
        pages=settings.read_pages,
        characters=settings.read_characters,
        expansion=settings.read_expansion,
        seconds=settings.read_seconds,
        cpu_seconds=settings.read_cpu_seconds,
        memory_bytes=settings.read_memory_bytes,
    )


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
