"""Put one document into one generation of the index."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.ids import IdSource
from application.knowledge.generations.ports import Embedders
from application.knowledge.ports import IndexedPassage, PassageIndexes
from application.service import service
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.generation import Generation
from domain.knowledge.passage import Page, Passage, version_id
from domain.knowledge.splitting import split


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document, as the index knows it."""

    organisation_id: OrganisationId
    id: DocumentId
    version: int
    title: str

    @property
    def name(self) -> DocumentId:
        return version_id(self.id, self.version)


@service
class IndexDocument:
    embedders: Embedders
    indexes: PassageIndexes
    ids: IdSource

    def __call__(
        self, generation: Generation, version: Version, pages: Sequence[Page]
    ) -> Sequence[Passage]:
        """Cut, embed and index; doing it again comes to the same. Raises Unavailable, Invalid."""
        passages = split(version.id, version.version, pages, generation.cut)
        texts = [f"{version.title}\n{passage.text}" for passage in passages]
        vectors = self.embedders.named(generation.embedder).embed(texts)
        entries = [
            IndexedPassage(passage.id, text, vector)
            for passage, text, vector in zip(passages, texts, vectors, strict=True)
        ]
        index = self.indexes.of(generation.id)
        index.replace(version.organisation_id, version.name, entries)
        return passages

    def try_out(self, generation: Generation) -> None:
        """Put a document of one short sentence in, and take it out; raises Unavailable, Invalid.

        Whoever can do that, and cannot take another document in, has that document to blame. The
        sentence is a new one each time: vectors of late are remembered.
        """
        self(generation, TRIAL, [Page(1, f"This can be taken in: {self.ids.new()}.")])
        self.indexes.of(generation.id).remove(TRIAL.organisation_id, TRIAL.name)


TRIAL = Version(OrganisationId(UUID(int=0)), DocumentId(UUID(int=0)), 1, "A trial")
"""Nobody's: no search of an organisation finds it."""
