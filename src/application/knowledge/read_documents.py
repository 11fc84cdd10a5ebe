"""Look at documents and their pages."""

from dataclasses import dataclass

from application.knowledge.ports import KnowledgeReader
from application.paging import Page as PageOf
from application.paging import Window
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.errors import (
    DocumentNotFound,
    PageNotFound,
    VersionNotFound,
    VersionReplaced,
)
from domain.knowledge.passage import Page
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class FindDocument:
    reader: KnowledgeReader

    def __call__(self, by: Principal, id: DocumentId) -> Document:
        """Return the document; raises DocumentNotFound."""
        document = self.reader.document(by.organisation_id, id)
        if document is None:
            raise DocumentNotFound
        return document


@dataclass(frozen=True, slots=True)
class ListDocuments:
    reader: KnowledgeReader

    def __call__(self, by: Principal, window: Window) -> PageOf[Document]:
        """Return documents, newest first."""
        return self.reader.documents(by.organisation_id, window)


@dataclass(frozen=True, slots=True)
class ReadPage:
    reader: KnowledgeReader

    def __call__(
        self, by: Principal, id: DocumentId, number: int, version: int | None = None
    ) -> tuple[int, Page]:
        """Return a page's text and the version it belongs to: the one asked for, or the shown one.

        Raises DocumentNotFound, VersionNotFound, VersionReplaced, PageNotFound.
        """
        while True:
            document = shown(self.reader, by, id, version)
            page = self.reader.page(by.organisation_id, id, document.version, number)
            if page is not None:
                return document.version, page
            if not is_replaced(self.reader, by, document):
                raise PageNotFound(number)


@dataclass(frozen=True, slots=True)
class ReadOriginal:
    reader: KnowledgeReader

    def __call__(
        self, by: Principal, id: DocumentId, version: int | None = None
    ) -> tuple[Document, bytes]:
        """Return the bytes as they were handed in.

        Raises DocumentNotFound, VersionNotFound, VersionReplaced.
        """
        while True:
            document = shown(self.reader, by, id, version)
            content = self.reader.content(by.organisation_id, id, document.version)
            if content is not None:
                return document, content
            if not is_replaced(self.reader, by, document):
                raise DocumentNotFound


def shown(reader: KnowledgeReader, by: Principal, id: DocumentId, version: int | None) -> Document:
    """Return the document if this is what it shows; None asks for whatever it shows.

    Raises DocumentNotFound, VersionNotFound, VersionReplaced.
    """
    document = FindDocument(reader)(by, id)
    if version is None or version == document.version:
        return document
    if 0 < version < document.version:
        raise VersionReplaced(version, document.version)
    raise VersionNotFound(version)


def is_replaced(reader: KnowledgeReader, by: Principal, document: Document) -> bool:
    """Return whether another version came between two looks at the document."""
    return FindDocument(reader)(by, document.id).version != document.version
