"""Put one document into one generation of the index."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.knowledge.generations.ports import Embedders
from application.knowledge.ports import IndexedPassage, PassageIndexes
from domain.knowledge.document import Document
from domain.knowledge.generation import Generation
from domain.knowledge.passage import Page, Passage
from domain.knowledge.splitting import split


@dataclass(frozen=True, slots=True)
class IndexDocument:
    embedders: Embedders
    indexes: PassageIndexes

    def __call__(
        self, generation: Generation, document: Document, pages: Sequence[Page]
    ) -> Sequence[Passage]:
        """Cut, embed and index; doing it again comes to the same. Raises Unavailable, Invalid."""
        passages = split(document.id, document.version, pages, generation.cut)
        texts = [f"{document.title}\n{passage.text}" for passage in passages]
        vectors = self.embedders.named(generation.embedder).embed(texts)
        entries = [
            IndexedPassage(passage.id, text, vector)
            for passage, text, vector in zip(passages, texts, vectors, strict=True)
        ]
        index = self.indexes.of(generation.id)
        index.replace(document.organisation_id, document.id, entries)
        return passages
