"""What knowledge needs from the outside world."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from application.access.ports import OwnedThings
from application.jobs.ports import Jobs
from application.knowledge.generations.repository import GenerationRepository
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.document import Digest, Document
from domain.knowledge.generation import GenerationId
from domain.knowledge.passage import Page, Passage, PassageId
from domain.knowledge.retrieval import Calibration, Hit, Vector


class DocumentRepository(Protocol):
    def by_id(self, id: DocumentId) -> Document | None:
        """Find a document, deleted or not, and hold it until the work ends."""

    def add(
        self, document: Document, content: bytes, *, beside: Collection[DocumentId] = ()
    ) -> None:
        """Insert it with its bytes; raises DocumentAlreadyHeld as `save`, and for a taken id."""

    def save(self, document: Document, *, beside: Collection[DocumentId] = ()) -> None:
        """Overwrite by id; the document's events go out with the commit.

        Bytes that it begins to claim are held until the work ends. Raises DocumentAlreadyHeld,
        with all that stand for them, when others of its organisation do than those `beside`.
        """

    def keep_content(self, document: Document, content: bytes) -> None:
        """Keep the bytes of the document's newest version, and drop what it holds no more."""

    def keep_pages(self, document: Document, pages: Sequence[Page]) -> None:
        """Replace the pages of the document's newest version."""

    def keep_passages(self, document: Document, passages: Sequence[Passage]) -> None:
        """Make these the passages of the shown version, in place of those of the same cut.

        Drops what the document holds no more. When a version gives way to another, its
        organisation's `replacements` go up by one.
        """

    def purge(self, document: Document) -> None:
        """Remove the bytes, pages and passages of a deleted document; its row stays as a record.

        No generation has it left out any more.
        """


class KnowledgeWork(Protocol):
    @property
    def documents(self) -> DocumentRepository: ...

    @property
    def generations(self) -> GenerationRepository: ...

    @property
    def jobs(self) -> Jobs: ...

    @property
    def owned(self) -> OwnedThings: ...

    def commit(self) -> None: ...


class KnowledgeStore(Protocol):
    def transaction(self) -> AbstractContextManager[KnowledgeWork]:
        """Begin work that is discarded unless it is committed."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with what a reader wants to know about where it stands."""

    passage: Passage
    title: str


class KnowledgeReader(Protocol):
    """Views of documents that are not deleted, within one organisation."""

    def document(self, organisation_id: OrganisationId, id: DocumentId) -> Document | None: ...

    def among(
        self, organisation_id: OrganisationId, ids: Sequence[DocumentId]
    ) -> Sequence[Document]:
        """Return those that are there, in the order asked for."""

    def by_digest(self, organisation_id: OrganisationId, digest: Digest) -> Sequence[Document]:
        """Return the documents that stand for these bytes, oldest first."""

    def content(
        self, organisation_id: OrganisationId, id: DocumentId, version: int
    ) -> bytes | None: ...

    def pages(
        self, organisation_id: OrganisationId, id: DocumentId, version: int
    ) -> Sequence[Page]: ...

    def page(
        self, organisation_id: OrganisationId, id: DocumentId, version: int, number: int
    ) -> Page | None: ...

    def unknown(
        self, organisation_id: OrganisationId, ids: Collection[DocumentId]
    ) -> frozenset[DocumentId]:
        """Return those that are no documents of this organisation."""

    def shown(
        self, organisation_id: OrganisationId, ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, int]:
        """Return the version that each of them shows, or will show first; leaves out others."""

    def replacements(self, organisation_id: OrganisationId) -> int:
        """Count how often a version took another's place.

        While it stays the same, what the index holds and what may be shown fit together.
        """

    def passages(
        self, organisation_id: OrganisationId, ids: Collection[PassageId]
    ) -> dict[PassageId, FoundPassage]:
        """Return those that may be shown now: of ready, current, undeleted documents."""

    def erased(self, organisation_id: OrganisationId, id: DocumentId) -> Document | None:
        """Return the record of a deleted document; None for one that is there or never was."""

    def remains(self, document: Document) -> Mapping[str, int]:
        """Count the document's bytes, pages and passages, of any version, deleted or not."""


class TextExtractor(Protocol):
    def extract(self, content: bytes, media_type: str) -> Sequence[Page]:
        """Return the pages that hold text, numbered as in the file.

        Raises a kind of Unreadable when the file can never be read.
        """


class Embedder(Protocol):
    """Texts to vectors of length one that are near when the meanings are."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def calibration(self) -> Calibration: ...

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return one vector a text, in order; raises Unavailable."""


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    id: PassageId
    text: str
    vector: Vector


class PassageIndex(Protocol):
    """Finds passages by words and by vectors; shared by every process that names the same place.

    A change is durable and seen by every process's next search once the call returns. `limit`
    counts after the filters: the organisation, and the documents when any are given.

    Versions of a document stand side by side in it, each a document of its own: `document_id` is
    what `version_id` makes of the document and the version.
    """

    def replace(
        self,
        organisation_id: OrganisationId,
        document_id: DocumentId,
        passages: Sequence[IndexedPassage],
    ) -> None:
        """Make these the document's passages, and no others; raises Unavailable."""

    def remove(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        """Forget the document; saying so twice is fine; raises Unavailable."""

    def counted(
        self, organisation_id: OrganisationId, document_ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, int]:
        """Count passages of these documents by looking; leaves out those without any.

        Of a document that was removed this counts whatever is left of it, found or not. Raises
        Unavailable.
        """

    def keyword(
        self,
        organisation_id: OrganisationId,
        text: str,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        """Rank by BM25, best first; any text is a query, none of its characters an operator.

        Scores are comparable across indexes: a term that stands once in a passage of mean length
        gains `log(1 + (N - n + 0.5) / (n + 0.5))` when n of N passages hold it.
        """

    def dense(
        self,
        organisation_id: OrganisationId,
        vector: Vector,
        *,
        limit: int,
        document_ids: Collection[DocumentId] = (),
    ) -> Sequence[Hit]:
        """Rank by cosine, best first; raises Invalid for a vector of another length."""


class PassageIndexes(Protocol):
    """One index a generation, side by side and shared like each of them."""

    def of(self, generation: GenerationId) -> PassageIndex:
        """Return the generation's index; it is made by the first change. Opens nothing yet."""

    def drop(self, generation: GenerationId) -> None:
        """Remove the generation's index with all it holds; twice is fine; raises Unavailable."""

    def point(self, generation: GenerationId) -> None:
        """Let people who look into the index find this generation there as the active one.

        It takes the place of the one before in one step; twice is fine. Where nobody looks, this
        does nothing. Raises Unavailable.
        """


class IndexesInUse(Protocol):
    def __call__(self) -> Sequence[PassageIndex]:
        """Return every index that may hold passages now."""


class Traces(Protocol):
    """A place outside of knowledge that may hold something of a document."""

    @property
    def name(self) -> str: ...

    def count(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        """Count them by looking; raises Unavailable."""
