"""Trends in our own articles, which are documents: campaigns ask knowledge for them here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from application.access.ports import Access
from application.campaigns.briefs.ports import Reach
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.rank_passages import Query, RankedPassage
from application.knowledge.search_passages import SearchPassages
from domain.campaigns.briefs.content import Cited
from domain.campaigns.briefs.quoting import LONGEST_TITLE, quotable
from domain.campaigns.briefs.trace import ToolResult
from domain.ids import DocumentId
from domain.knowledge.document import DOCUMENT
from domain.knowledge.passage import Passage
from domain.principal import Principal
from domain.text.sentences import Span, sentences
from domain.text.terms import terms

NOTHING = "no article that may be read here says anything of it that can be quoted"
CHANGED = "what may be read changed meanwhile, so nothing is told from articles"
ALL = "all"
PASSAGES = 4
"""Looked at for each fact that is wanted, since some say nothing that can be quoted."""
ABOUT = 0.5
"""Relevance from which a passage is about a topic of which it shares no word."""


@dataclass(frozen=True, slots=True)
class KnowledgeArticles:
    search: SearchPassages
    current: CurrentIndex
    access: Access

    def reach(self, by: Principal) -> Reach:
        current = self.current(by.organisation_id)
        state = f"{current.generation.id} {current.version}"
        return Reach(by, self._readable(by), state)

    def about(self, reach: Reach, topic: str, limit: int) -> ToolResult:
        """Return a sentence for each of the best documents."""
        ranking = self.search(reach.by, Query(topic, limit * PASSAGES))
        if self._readable(reach.by) != reach.readable:
            return ToolResult((), CHANGED)
        told = dict(islice(_quoted(topic, ranking.shown), limit))
        if not told:
            return ToolResult((), NOTHING)
        note = f"from {len(told)} of the documents that you may read, personal data masked"
        return ToolResult(tuple(text for text, _ in told.values()), note, cited=_places(told))

    def _readable(self, by: Principal) -> str:
        """Return a digest of the ids of what they may read: 64 hexadecimal digits (SHA-256)."""
        within = self.access.within(by, DOCUMENT)
        if within is None:
            return ALL
        return sha256(b"".join(sorted(one.bytes for one in within))).hexdigest()


Quotes = dict[DocumentId, tuple[str, Cited]]


def _places(told: Quotes) -> tuple[Cited, ...]:
    return tuple(cited for _, cited in told.values())


def _quoted(
    topic: str, ranked: Sequence[RankedPassage]
) -> Iterator[tuple[DocumentId, tuple[str, Cited]]]:
    """Yield each document's best sentence about the topic, the best document first."""
    wanted, seen = set(terms(topic)), set[DocumentId]()
    for one in ranked:
        passage = one.found.passage
        if passage.document_id in seen:
            continue
        best = _best(wanted, passage, one.relevance)
        if best is not None:
            seen.add(passage.document_id)
            span, text = best
            title = quotable(one.found.title, LONGEST_TITLE)
            named = f"our document \u201c{title}\u201d" if title else "a document of ours"
            yield passage.document_id, (f"From {named}: {text}", _place(passage, span))


def _best(wanted: set[str], passage: Passage, relevance: float) -> tuple[Span, str] | None:
    """Return the sentence that shares most words with the topic, the first of equals."""
    shared = {
        span: len(wanted.intersection(terms(span.of(passage.text))))
        for span in sentences(passage.text)
    }
    for span in sorted(shared, key=lambda one: (-shared[one], one.start)):
        if not shared[span] and relevance < ABOUT:
            return None
        text = quotable(span.of(passage.text))
        if text is not None:
            return span, text
    return None


def _place(passage: Passage, span: Span) -> Cited:
    return Cited(
        document_id=passage.document_id,
        version=passage.version,
        page=passage.page,
        start=passage.start + span.start,
        end=passage.start + span.end,
    )
