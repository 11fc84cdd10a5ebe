"""Ask golden queries of the generation in use and of a new one."""

from collections.abc import Sequence

from application.knowledge.generations.current import Current, CurrentIndex
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.rank_passages import Query, RankPassages
from application.service import service
from domain.knowledge.generation import Generation
from domain.knowledge.quality import DEPTH, GoldenQuery, Recall, Verdict, recall
from domain.knowledge.retrieval import SearchMode
from domain.text.sentences import sentences

MOST_QUERIES = 200
MOST_SAMPLES = 50


@service
class JudgeGeneration:
    reader: GenerationsReader
    current: CurrentIndex
    rank: RankPassages

    def __call__(self, new: Generation) -> Verdict:
        """Compare recall; raises Unavailable."""
        queries = self.reader.golden(None, MOST_QUERIES) or self._sampled()
        before = self._recall(queries, None)
        return Verdict(len(queries), before, self._recall(queries, new))

    def _sampled(self) -> Sequence[GoldenQuery]:
        """Without golden queries: a sentence of a document should find that document."""
        return [
            GoldenQuery(organisation_id, _middle(text), document_id)
            for organisation_id, document_id, text in self.reader.samples(MOST_SAMPLES)
        ]

    def _recall(self, queries: Sequence[GoldenQuery], of: Generation | None) -> Recall:
        return Recall(
            dense=recall(self._finds(one, of, SearchMode.DENSE) for one in queries),
            hybrid=recall(self._finds(one, of, SearchMode.HYBRID) for one in queries),
        )

    def _finds(self, golden: GoldenQuery, of: Generation | None, mode: SearchMode) -> bool:
        current = self.current(golden.organisation_id)
        within = current if of is None else Current(of, current.version)
        query = Query(golden.query, limit=DEPTH, mode=mode)
        ranked = self.rank(golden.organisation_id, query, within)
        return any(one.found.passage.document_id == golden.document_id for one in ranked.shown)


def _middle(text: str) -> str:
    spans = list(sentences(text))
    return spans[len(spans) // 2].of(text) if spans else text
