"""Views of documents in dictionaries."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from adapters.database.memory import MemoryDatabase
from adapters.knowledge.memory_tables import CONTENTS, DOCUMENTS, PAGES, PASSAGES, REPLACEMENTS
from application.knowledge.ports import FoundPassage
from application.service import service
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.document import Digest, Document, DocumentState
from domain.knowledge.passage import Page, Passage, PassageId


@service
class InMemoryKnowledgeReader:
    database: MemoryDatabase

    def document(self, organisation_id: OrganisationId, id: DocumentId) -> Document | None:
        return next((one for one in self._held(organisation_id) if one.id == id), None)

    def among(
        self, organisation_id: OrganisationId, ids: Sequence[DocumentId]
    ) -> Sequence[Document]:
        held = {one.id: one for one in self._held(organisation_id)}
        return [held[one] for one in ids if one in held]

    def by_digest(self, organisation_id: OrganisationId, digest: Digest) -> Sequence[Document]:
        held = [one for one in self._held(organisation_id) if digest in one.claims]
        return sorted(held, key=lambda document: document.id)

    def content(
        self, organisation_id: OrganisationId, id: DocumentId, version: int
    ) -> bytes | None:
        if self.document(organisation_id, id) is None:
            return None
        return self.database.rows(CONTENTS).get((id, version))

    def pages(
        self, organisation_id: OrganisationId, id: DocumentId, version: int
    ) -> Sequence[Page]:
        if self.document(organisation_id, id) is None:
            return ()
        pages: Sequence[Page] = self.database.rows(PAGES).get((id, version), ())
        return pages

    def page(
        self, organisation_id: OrganisationId, id: DocumentId, version: int, number: int
    ) -> Page | None:
        pages = self.pages(organisation_id, id, version)
        return next((page for page in pages if page.number == number), None)

    def unknown(
        self, organisation_id: OrganisationId, ids: Collection[DocumentId]
    ) -> frozenset[DocumentId]:
        return frozenset(ids) - {document.id for document in self._held(organisation_id)}

    def shown(
        self, organisation_id: OrganisationId, ids: Collection[DocumentId]
    ) -> dict[DocumentId, int]:
        held = self._held(organisation_id)
        return {document.id: document.version for document in held if document.id in ids}

    def replacements(self, organisation_id: OrganisationId) -> int:
        count: int = self.database.rows(REPLACEMENTS).get(organisation_id, 0)
        return count

    def passages(
        self, organisation_id: OrganisationId, ids: Collection[PassageId]
    ) -> dict[PassageId, FoundPassage]:
        wanted, cut = set(ids), self._cut()
        return {
            passage.id: FoundPassage(passage, document.title)
            for document in self._held(organisation_id)
            if document.state is DocumentState.READY
            for passage in cut[document.id]
            if passage.id in wanted and passage.version == document.version
        }

    def _cut(self) -> dict[DocumentId, list[Passage]]:
        """Return every document's passages, of all the ways in which they were cut."""
        cut: dict[DocumentId, list[Passage]] = defaultdict(list)
        for (document_id, _), passages in self.database.rows(PASSAGES).items():
            cut[document_id] += passages
        return cut

    def erased(self, organisation_id: OrganisationId, id: DocumentId) -> Document | None:
        held: Document | None = self.database.rows(DOCUMENTS).get(id)
        if held is None or held.organisation_id != organisation_id or held.deleted_at is None:
            return None
        return held

    def remains(self, document: Document) -> dict[str, int]:
        contents, pages = self.database.rows(CONTENTS), self.database.rows(PAGES)
        return {
            "bytes": sum(key[0] == document.id for key in contents),
            "pages": sum(len(kept) for key, kept in pages.items() if key[0] == document.id),
            "passages": len(self._cut()[document.id]),
        }

    def _held(self, organisation_id: OrganisationId) -> Iterator[Document]:
        for document in self.database.rows(DOCUMENTS).values():
            if document.organisation_id == organisation_id and document.deleted_at is None:
                yield document
