"""Look at documents and their pages."""

from dataclasses import dataclass

from application.knowledge.ports import KnowledgeReader
from application.paging import Page as PageOf
from application.paging import Window
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentNotFound, PageNotFound
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

    def __call__(self, by: Principal, id: DocumentId, number: int) -> Page:
        """Return a page's text; raises DocumentNotFound, PageNotFound."""
        page = self.reader.page(by.organisation_id, id, number)
        if page is None:
            if self.reader.document(by.organisation_id, id) is None:
                raise DocumentNotFound
            raise PageNotFound(number)
        return page


@dataclass(frozen=True, slots=True)
class ReadOriginal:
    reader: KnowledgeReader

    def __call__(self, by: Principal, id: DocumentId) -> tuple[Document, bytes]:
        """Return the bytes as they were handed in; raises DocumentNotFound."""
        document = self.reader.document(by.organisation_id, id)
        content = self.reader.content(by.organisation_id, id)
        if document is None or content is None:
            raise DocumentNotFound
        return document, content
