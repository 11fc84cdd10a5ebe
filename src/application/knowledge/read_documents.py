"""Look at documents and their pages."""

from application.access.ports import Access
from application.access.require import require
from application.knowledge.ports import KnowledgeReader
from application.paging import Page as PageOf
from application.paging import Window
from application.service import service
from domain.access import Level
from domain.ids import DocumentId
from domain.knowledge.document import DOCUMENT, Document
from domain.knowledge.errors import (
    DocumentNotFound,
    PageNotFound,
    VersionNotFound,
    VersionReplaced,
)
from domain.knowledge.passage import Page
from domain.principal import Principal


@service
class FindDocument:
    reader: KnowledgeReader
    access: Access

    def __call__(self, by: Principal, id: DocumentId) -> Document:
        """Return the document; raises DocumentNotFound."""
        require(self.access, by, Level.VIEW, id, DocumentNotFound)
        document = self.reader.document(by.organisation_id, id)
        if document is None:
            raise DocumentNotFound
        return document


@service
class ListDocuments:
    reader: KnowledgeReader
    access: Access

    def __call__(self, by: Principal, window: Window) -> PageOf[Document]:
        """Return the documents that `by` may view, newest first."""
        page = self.access.listed(by, DOCUMENT, window)
        held = self.reader.among(by.organisation_id, list(map(DocumentId, page.items)))
        return PageOf(tuple(held), page.next)


@service
class ReadPage:
    find: FindDocument

    def __call__(
        self, by: Principal, id: DocumentId, number: int, version: int | None = None
    ) -> tuple[int, Page]:
        """Return a page's text and the version it belongs to: the one asked for, or the shown one.

        Raises DocumentNotFound, VersionNotFound, VersionReplaced, PageNotFound.
        """
        while True:
            document = shown(self.find, by, id, version)
            page = self.find.reader.page(by.organisation_id, id, document.version, number)
            if page is not None:
                return document.version, page
            if not is_replaced(self.find, by, document):
                raise PageNotFound(number)


@service
class ReadOriginal:
    find: FindDocument

    def __call__(
        self, by: Principal, id: DocumentId, version: int | None = None
    ) -> tuple[Document, bytes]:
        """Return the bytes as they were handed in.

        Raises DocumentNotFound, VersionNotFound, VersionReplaced.
        """
        while True:
            document = shown(self.find, by, id, version)
            content = self.find.reader.content(by.organisation_id, id, document.version)
            if content is not None:
                return document, content
            if not is_replaced(self.find, by, document):
                raise DocumentNotFound


def shown(find: FindDocument, by: Principal, id: DocumentId, version: int | None) -> Document:
    """Return the document if this is what it shows; None asks for whatever it shows.

    Raises DocumentNotFound, VersionNotFound, VersionReplaced.
    """
    document = find(by, id)
    if version is None or version == document.version:
        return document
    if 0 < version < document.version:
        raise VersionReplaced(version, document.version)
    raise VersionNotFound(version)


def is_replaced(find: FindDocument, by: Principal, document: Document) -> bool:
    """Return whether another version came between two looks at the document."""
    return find(by, document.id).version != document.version
