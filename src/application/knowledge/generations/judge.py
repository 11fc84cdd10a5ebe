"""Ask golden queries of the generation in use and of a new one."""

from collections.abc import Sequence

from application.errors import Unavailable
from application.knowledge.generations.current import Current, CurrentIndex
from application.knowledge.generations.ports import GenerationsReader, Sample
from application.knowledge.index_document import IndexDocument
from application.knowledge.ports import KnowledgeReader, PassageIndexes
from application.knowledge.rank_passages import Query, RankPassages
from application.service import service
from domain.knowledge.generation import Generation
from domain.knowledge.passage import version_id
from domain.knowledge.quality import DEPTH, GoldenQuery, Recall, Verdict, recall
from domain.knowledge.retrieval import SearchMode
from domain.text.sentences import sentences

MOST_QUERIES = 200
MOST_SAMPLES = 50


@service
class JudgeGeneration:
    reader: GenerationsReader
    documents: KnowledgeReader
    index: IndexDocument
    indexes: PassageIndexes
    current: CurrentIndex
    rank: RankPassages

    def __call__(self, new: Generation) -> Verdict:
        """Look whether known documents are in it, and compare recall; raises Unavailable.

        Golden queries that hardly find anything in the one in use cannot show a loss: then, as
        without any, a sentence of a document should find that document. A query that an embedder
        cannot take finds nothing.
        """
        samples = self.reader.samples(MOST_SAMPLES)
        held = recall(self._holds(new, one) for one in samples)
        queries = self.reader.golden_in_turn(MOST_QUERIES)
        before = self._recall(queries, None)
        if not queries or not before.shows_a_loss:
            queries = [_asking(one) for one in samples]
            before = self._recall(queries, None)
        return Verdict(len(queries), before, self._recall(queries, new), held)

    def _holds(self, new: Generation, one: Sample) -> bool:
        """Return whether it is there, or has not to be, for it was replaced or deleted since."""
        name = version_id(one.document_id, one.version)
        if self.indexes.of(new.id).counted(one.organisation_id, [name]):
            return True
        shown = self.documents.shown(one.organisation_id, [one.document_id])
        return shown.get(one.document_id) != one.version

    def _recall(self, queries: Sequence[GoldenQuery], of: Generation | None) -> Recall:
        return Recall(
            dense=recall(self._finds(one, of, SearchMode.DENSE) for one in queries),
            hybrid=recall(self._finds(one, of, SearchMode.HYBRID) for one in queries),
        )

    def _finds(self, golden: GoldenQuery, of: Generation | None, mode: SearchMode) -> bool:
        current = self.current(golden.organisation_id)
        within = current if of is None else Current(of, current.version)
        query = Query(golden.query, limit=DEPTH, mode=mode)
        try:
            ranked = self.rank(golden.organisation_id, query, within)
        except Unavailable:  # for this query alone, or else what follows raises it as well
            self.index.try_out(within.generation)
            return False
        return any(one.found.passage.document_id == golden.document_id for one in ranked.shown)


def _asking(sample: Sample) -> GoldenQuery:
    """Return its middle sentence as a question."""
    spans = list(sentences(sample.text))
    query = spans[len(spans) // 2].of(sample.text) if spans else sample.text
    return GoldenQuery(sample.organisation_id, query, sample.document_id)
