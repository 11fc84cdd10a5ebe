"""Knowledge, bound to the world."""

from injector import Module, provider, singleton

from adapters.conversations.quotations import Quotations
from adapters.knowledge.extraction import FileTextExtractor
from adapters.knowledge.extraction.confined import ConfinedTextExtractor
from adapters.knowledge.extraction.limits import Limits
from application.access.ports import Access
from application.clock import Clock
from application.conversations.ports import ConversationsReader
from application.ids import IdSource
from application.knowledge.delete_document import DeleteDocument, PurgeDocument
from application.knowledge.erasure import ReadErasure
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.index_document import IndexDocument
from application.knowledge.ingest_document import IngestDocument
from application.knowledge.ports import (
    IndexesInUse,
    KnowledgeReader,
    KnowledgeStore,
    PassageIndexes,
    TextExtractor,
)
from application.knowledge.read_documents import FindDocument, ListDocuments, ReadOriginal, ReadPage
from application.knowledge.receive_document import ReceiveDocument
from application.knowledge.replace_document import ReplaceDocument
from application.knowledge.retry_document import RetryDocument
from application.knowledge.sweep_versions import SweepVersions
from entrypoints.settings import Settings


class Knowledge(Module):
    def __init__(self, settings: Settings) -> None:
        self._limits = limits(settings)

    @singleton
    @provider
    def extractor(self) -> TextExtractor:
        return ConfinedTextExtractor(self._limits)

    @singleton
    @provider
    def receive(
        self,
        store: KnowledgeStore,
        reader: KnowledgeReader,
        access: Access,
        clock: Clock,
        ids: IdSource,
    ) -> ReceiveDocument:
        return ReceiveDocument(store, reader, access, clock, ids)

    @singleton
    @provider
    def ingest(
        self,
        store: KnowledgeStore,
        reader: KnowledgeReader,
        extractor: TextExtractor,
        current: CurrentIndex,
        index: IndexDocument,
        indexes: PassageIndexes,
        clock: Clock,
        ids: IdSource,
    ) -> IngestDocument:
        return IngestDocument(store, reader, extractor, current, index, indexes, clock, ids)

    @singleton
    @provider
    def replace(
        self, store: KnowledgeStore, access: Access, clock: Clock, ids: IdSource
    ) -> ReplaceDocument:
        return ReplaceDocument(store, access, clock, ids)

    @singleton
    @provider
    def retry(
        self, store: KnowledgeStore, access: Access, clock: Clock, ids: IdSource
    ) -> RetryDocument:
        return RetryDocument(store, access, clock, ids)

    @singleton
    @provider
    def sweep(
        self, store: KnowledgeStore, reader: KnowledgeReader, indexes: IndexesInUse
    ) -> SweepVersions:
        return SweepVersions(store, reader, indexes)

    @singleton
    @provider
    def delete(
        self, store: KnowledgeStore, access: Access, clock: Clock, ids: IdSource
    ) -> DeleteDocument:
        return DeleteDocument(store, access, clock, ids)

    @singleton
    @provider
    def purge(self, store: KnowledgeStore, indexes: IndexesInUse, clock: Clock) -> PurgeDocument:
        return PurgeDocument(store, indexes, clock)

    @singleton
    @provider
    def erasure(
        self,
        reader: KnowledgeReader,
        access: Access,
        indexes: IndexesInUse,
        conversations: ConversationsReader,
    ) -> ReadErasure:
        return ReadErasure(reader, access, indexes, (Quotations(conversations),))

    @singleton
    @provider
    def find(self, reader: KnowledgeReader, access: Access) -> FindDocument:
        return FindDocument(reader, access)

    @singleton
    @provider
    def list(self, reader: KnowledgeReader, access: Access) -> ListDocuments:
        return ListDocuments(reader, access)

    @singleton
    @provider
    def page(self, find: FindDocument) -> ReadPage:
        return ReadPage(find)

    @singleton
    @provider
    def original(self, find: FindDocument) -> ReadOriginal:
        return ReadOriginal(find)


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
