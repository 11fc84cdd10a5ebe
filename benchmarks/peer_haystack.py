"""Haystack's InMemoryDocumentStore with the same passages, asked in the process that holds it."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.library import Entry
from domain.knowledge.retrieval import Vector

NO_TELEMETRY = {"HAYSTACK_TELEMETRY_ENABLED": "False"}
"""Set before it is imported: by default it reports its use to its makers."""


@dataclass(frozen=True, slots=True)
class HaystackStore:
    store: Any

    @classmethod
    def of(cls, passages: Iterable[tuple[int, Entry]]) -> "HaystackStore":
        """Take each passage with its organisation's number."""
        os.environ.update(NO_TELEMETRY)
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
        store.write_documents(
            [
                Document(
                    id=str(at),
                    content=entry.indexed,
                    meta={"organisation": number},
                    embedding=entry.vector.tolist(),
                )
                for at, (number, entry) in enumerate(passages)
            ]
        )
        return cls(store)

    def both(self, organisation: int, query: str, vector: Vector, limit: int) -> Sequence[Any]:
        """Ask both legs, one after the other; what their fusion takes is not counted."""
        only = {"field": "meta.organisation", "operator": "==", "value": organisation}
        words = self.store.bm25_retrieval(query, filters=only, top_k=limit)
        near = self.store.embedding_retrieval(vector.tolist(), filters=only, top_k=limit)
        return [*words, *near]
