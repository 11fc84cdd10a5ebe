"""Questions whose answers are known: what a new generation is judged by."""

from collections.abc import Sequence

from application.access.ports import Access
from application.access.require import require
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import KnowledgeReader, KnowledgeStore
from application.service import service
from domain.access import Level
from domain.knowledge.errors import DocumentNotFound, DocumentsUnknown
from domain.knowledge.quality import GoldenQuery
from domain.principal import Principal

MOST = 1_000


@service
class KeepGoldenQueries:
    store: KnowledgeStore
    documents: KnowledgeReader
    reader: GenerationsReader
    access: Access

    def __call__(self, by: Principal, queries: Sequence[GoldenQuery]) -> Sequence[GoldenQuery]:
        """Replace the organisation's; raises LevelNotHeld, DocumentsUnknown."""
        self._require(by)
        named = {one.document_id for one in queries}
        unknown = self.documents.unknown(by.organisation_id, named) if named else frozenset()
        if unknown:
            raise DocumentsUnknown(unknown)
        with self.store.transaction() as work:
            work.generations.keep_golden(by.organisation_id, queries)
            work.commit()
        return queries

    def read(self, by: Principal) -> Sequence[GoldenQuery]:
        """Raises LevelNotHeld."""
        self._require(by)
        return self.reader.golden(by.organisation_id, MOST)

    def _require(self, by: Principal) -> None:
        require(self.access, by, Level.ADMINISTER, by.organisation_id, DocumentNotFound)
