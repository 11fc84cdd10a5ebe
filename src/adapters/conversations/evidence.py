"""Conversations ask knowledge for evidence: the one place where the two meet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from application.access.ports import Access
from application.knowledge.ports import KnowledgeReader
from application.knowledge.rank_passages import Query, RankedPassage
from application.knowledge.search_passages import SearchPassages
from domain.conversations.asking import SearchBy
from domain.conversations.evidence import Evidence, EvidenceId, Found, IndexUsed
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.errors import DocumentsUnknown
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import SearchMode
from domain.principal import Principal

MEASURED = 50
"""How many of the nearest passages are measured for a search that goes by words alone."""


@dataclass(frozen=True, slots=True)
class KnowledgeEvidence:
    search: SearchPassages
    reader: KnowledgeReader
    access: Access

    def find(
        self,
        by: Principal,
        query: str,
        document_ids: Sequence[DocumentId],
        limit: int,
        mode: SearchBy = SearchBy.HYBRID,
    ) -> Found:
        asked = Query(query, limit, SearchMode(mode), tuple(document_ids))
        try:
            ranking = self.search(by, asked)
        except DocumentsUnknown as some:
            left = frozenset(document_ids).difference(some.unknown)
            if not left:  # all of them are gone: that is nothing, not everything
                return Found(query, ())
            return self.find(by, query, tuple(left), limit, mode)
        shown, used = ranking.shown, ranking.current
        measured = self._measured(by, asked) if mode is SearchBy.KEYWORD and shown else {}
        evidence = tuple(_to_evidence(one, measured) for one in shown)
        return Found(query, evidence, IndexUsed(used.generation.number, used.version))

    def _measured(self, by: Principal, asked: Query) -> dict[PassageId, float]:
        """Return how relevant the nearest passages are, which words alone do not tell."""
        near = replace(asked, mode=SearchMode.DENSE, limit=MEASURED)
        return {one.found.passage.id: one.relevance for one in self.search(by, near).shown}

    def unknown(self, by: Principal, ids: Collection[DocumentId]) -> frozenset[DocumentId]:
        """Return those that are not there, and those that `by` may not know of."""
        if not ids:
            return frozenset()
        hidden = frozenset(ids) - frozenset(map(DocumentId, self.access.levels(by, ids)))
        return hidden | self.reader.unknown(by.organisation_id, ids)

    def deleted(
        self, organisation_id: OrganisationId, ids: Collection[DocumentId]
    ) -> frozenset[DocumentId]:
        return self.reader.unknown(organisation_id, ids) if ids else frozenset()


def _to_evidence(ranked: RankedPassage, measured: Mapping[PassageId, float]) -> Evidence:
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
        relevance=measured.get(passage.id, ranked.relevance),
    )
