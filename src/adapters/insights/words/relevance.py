"""Interactions ranked by meaning, with the embedder that knowledge searches with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.knowledge.ports import Embedder
from domain.insights.record import Interaction


@dataclass(frozen=True, slots=True)
class EmbeddedRelevance:
    """Nothing is kept between two questions, so that no index can be stale or another's.

    Interactions that say the same are embedded once.
    """

    embedder: Embedder

    def ranked(self, query: str, interactions: Sequence[Interaction]) -> Sequence[Interaction]:
        said = list(dict.fromkeys(map(_said, interactions)))
        if not query.strip() or not said:
            return list(interactions)
        asked, *vectors = self.embedder.embed([query, *said])
        nearness = {
            text: sum(a * b for a, b in zip(asked, vector, strict=True))
            for text, vector in zip(said, vectors, strict=True)
        }
        return sorted(interactions, key=lambda one: -nearness[_said(one)])


def _said(one: Interaction) -> str:
    words = (one.topic, one.sentiment, one.channel, one.product)
    return ", ".join(word for word in words if word)
