"""Hold every claim against the evidence, and keep what stands on a quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from domain.conversations.claims import Claim, unmarked
from domain.conversations.evidence import Evidence
from domain.conversations.message import AnswerStatus, Citation
from domain.text.inert import addresses, inert, visible
from domain.text.sentences import Span, flowing, sentences
from domain.text.terms import terms

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ENOUGH_WHEN_NAMED = 0.5
"""Share of a claim's words that its quote must hold when the claim names its evidence."""
ENOUGH_WHEN_SILENT = 0.6
"""The same for a claim that names none: it must be closer before we vouch for it ourselves."""
REMEMBERED = 256
"""Passages that were quoted last; they never change."""


@dataclass(frozen=True, slots=True)
class Support:
    evidence: Evidence
    span: Span
    share: float

    @property
    def quote(self) -> str:
        return self.span.of(self.evidence.text)


@dataclass(frozen=True, slots=True)
class Grounded:
    """A claim that stands: its text with markers, and the citations that are new with it."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer so far. Numbers in markers count its citations, in the order of the text."""

    evidence: tuple[Evidence, ...]
    content: str = ""
    citations: tuple[Citation, ...] = ()
    withheld: int = 0

    @property
    def status(self) -> AnswerStatus:
        if not self.content:
            return AnswerStatus.ABSTAINED
        return AnswerStatus.PARTIAL if self.withheld else AnswerStatus.ANSWERED

    def weighed(self, claim: Claim) -> tuple[Draft, Grounded | None]:
        """Return the draft after this claim, and the claim as it may be shown, if it stands."""
        if not terms(claim.text):
            return self, None
        support = best_support(claim, self.evidence)
        if support is None:
            return replace(self, withheld=self.withheld + 1), None
        citation, known = self._citation(support)
        said = inert(unmarked(visible(claim.text)), addresses(support.quote))
        text = f"{' ' if self.content else ''}{said} [{citation.marker}]"
        added = () if known else (citation,)
        return (
            replace(self, content=self.content + text, citations=self.citations + added),
            Grounded(text, added),
        )

    def cut(self) -> Draft:
        """End it here: what would have followed counts as one claim withheld."""
        return replace(self, withheld=self.withheld + 1)

    def _citation(self, support: Support) -> tuple[Citation, bool]:
        source = support.evidence
        made = Citation(
            marker=len(self.citations) + 1,
            document_id=source.document_id,
            version=source.version,
            title=source.title,
            page=source.page,
            start=source.start + support.span.start,
            end=source.start + support.span.end,
            quote=support.quote,
        )
        for held in self.citations:
            if replace(made, marker=held.marker) == held:
                return held, True
        return made, False


def best_support(claim: Claim, evidence: Sequence[Evidence]) -> Support | None:
    """Return the quote that bears the claim out best, or None when none does.

    A claim that names evidence is held against just that; a number it never saw counts as none.
    Every figure in the claim must stand in the passage it is quoted from.
    """
    named = [evidence[n - 1] for n in claim.markers if 1 <= n <= len(evidence)]
    enough = ENOUGH_WHEN_NAMED if named else ENOUGH_WHEN_SILENT
    wanted, said = frozenset(terms(claim.text)), _figures(claim.text)
    supports = (
        support
        for one in (named or evidence)
        if said <= _figures(one.text)
        for support in _supports(wanted, one)
    )
    best = max(supports, key=lambda support: support.share, default=None)
    return best if best is not None and best.share >= enough else None


def _supports(wanted: frozenset[str], source: Evidence) -> Iterator[Support]:
    for span, held in _quotable(source.text):
        yield Support(source, span, len(wanted & held) / len(wanted))


@lru_cache(maxsize=REMEMBERED)
def _quotable(text: str) -> tuple[tuple[Span, frozenset[str]], ...]:
    return tuple((span, frozenset(terms(flowing(span.of(text))))) for span in windows(text))


def windows(text: str) -> Iterable[Span]:
    """Return each sentence, then each two neighbours: the shorter quote wins a tie."""
    single = list(sentences(text))
    pairs = (Span(a.start, b.end) for a, b in pairwise(single))
    return [*single, *pairs]


def _figures(text: str) -> frozenset[str]:
    return frozenset(NUMBER.findall(text))
