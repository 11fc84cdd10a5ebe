"""Questions whose answers are known: what a new generation is judged by."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import KnowledgeReader, KnowledgeStore
from domain.knowledge.errors import DocumentsUnknown
from domain.knowledge.quality import GoldenQuery
from domain.principal import Principal

MOST = 1_000


@dataclass(frozen=True, slots=True)
class KeepGoldenQueries:
    store: KnowledgeStore
    documents: KnowledgeReader
    reader: GenerationsReader

    def __call__(self, by: Principal, queries: Sequence[GoldenQuery]) -> Sequence[GoldenQuery]:
        """Replace the organisation's; raises DocumentsUnknown."""
        named = {one.document_id for one in queries}
        unknown = self.documents.unknown(by.organisation_id, named) if named else frozenset()
        if unknown:
            raise DocumentsUnknown(unknown)
        with self.store.transaction() as work:
            work.generations.keep_golden(by.organisation_id, queries)
            work.commit()
        return queries

    def read(self, by: Principal) -> Sequence[GoldenQuery]:
        return self.reader.golden(by.organisation_id, MOST)
