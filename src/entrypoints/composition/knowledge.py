"""Knowledge, bound to the world."""

from injector import Binder, Module, provider, singleton

from adapters.conversations.quotations import Quotations
from adapters.knowledge.extraction import FileTextExtractor
from adapters.knowledge.extraction.confined import ConfinedTextExtractor
from adapters.knowledge.extraction.limits import Limits
from application.access.ports import Access
from application.conversations.ports import ConversationsReader
from application.knowledge.delete_document import DeleteDocument, PurgeDocument
from application.knowledge.erasure import ReadErasure
from application.knowledge.hidden_doubles import HiddenDoubles
from application.knowledge.ingest_document import IngestDocument
from application.knowledge.ports import (
    IndexesInUse,
    KnowledgeReader,
    TextExtractor,
)
from application.knowledge.read_documents import FindDocument, ListDocuments, ReadOriginal, ReadPage
from application.knowledge.receive_document import ReceiveDocument
from application.knowledge.replace_document import ReplaceDocument
from application.knowledge.retry_document import RetryDocument
from application.knowledge.sweep_versions import SweepVersions
from entrypoints.composition.autowiring import autowire
from entrypoints.settings import Settings


class Knowledge(Module):
    def __init__(self, settings: Settings) -> None:
        self._limits = limits(settings)

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            HiddenDoubles,
            ReceiveDocument,
            IngestDocument,
            ReplaceDocument,
            RetryDocument,
            SweepVersions,
            DeleteDocument,
            PurgeDocument,
            FindDocument,
            ListDocuments,
            ReadPage,
            ReadOriginal,
        )

    @singleton
    @provider
    def extractor(self) -> TextExtractor:
        return ConfinedTextExtractor(self._limits)

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
