"""Conversations ask knowledge for evidence: the one place where the two meet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from application.knowledge.ports import KnowledgeReader
from application.knowledge.rank_passages import Query, RankedPassage
from application.knowledge.search_passages import SearchPassages
from domain.conversations.evidence import Evidence, EvidenceId, Found, IndexUsed
from domain.ids import DocumentId
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class KnowledgeEvidence:
    search: SearchPassages
    reader: KnowledgeReader

    def find(
        self, by: Principal, query: str, document_ids: Sequence[DocumentId], limit: int
    ) -> Found:
        chosen = frozenset(document_ids)
        left = chosen - self.unknown(by, chosen)
        if chosen and not left:  # all of them are gone: that is nothing, not everything
            return Found(query, ())
        ranking = self.search(by, Query(query, limit=limit, document_ids=tuple(sorted(left))))
        evidence = tuple(_to_evidence(one) for one in ranking.shown)
        used = ranking.current
        return Found(query, evidence, IndexUsed(used.generation.number, used.version))

    def unknown(self, by: Principal, ids: Collection[DocumentId]) -> frozenset[DocumentId]:
        return self.reader.unknown(by.organisation_id, ids) if ids else frozenset()


def _to_evidence(ranked: RankedPassage) -> Evidence:
    passage = ranked.found.passage
    return Evidence(
        passage_id=EvidenceId(passage.id),
        document_id=passage.document_id,
        version=passage.version,
        title=ranked.found.title,
        page=passage.page,
        start=passage.start,
        text=passage.text,
        score=ranked.score,
        relevance=ranked.relevance,
    )
