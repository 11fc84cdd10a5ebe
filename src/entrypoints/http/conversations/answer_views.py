"""What an answer stands on and what it took, as seen from outside."""

from __future__ import annotations

from uuid import UUID

import msgspec

from domain.conversations.message import (
    Citation,
    Retrieval,
)
from domain.conversations.usage import CountedBy, Usage


class CitationView(msgspec.Struct):
    """`quote` is characters `start` to `end` of that page of that version of the document.

    It is empty once the document is deleted (`withdrawn`), or where you may not view it
    (`redacted`), and so are title and place then. A version that was replaced has no page to open.
    """

    marker: int
    document_id: UUID
    version: int
    title: str
    page: int
    start: int
    end: int
    quote: str
    withdrawn: bool
    redacted: bool

    @classmethod
    def of(cls, citation: Citation) -> CitationView:
        return cls(
            marker=citation.marker,
            document_id=citation.document_id,
            version=citation.version,
            title=citation.title,
            page=citation.page,
            start=citation.start,
            end=citation.end,
            quote=citation.quote,
            withdrawn=citation.withdrawn,
            redacted=citation.redacted,
        )


class PlaceView(msgspec.Struct):
    passage_id: UUID
    document_id: UUID
    title: str
    page: int
    score: float
    relevance: float


class RetrievalView(msgspec.Struct):
    """`withheld` counts claims of the model that no quote bears out; they are not shown.

    `generation` and `index_version` name the state of the index that all evidence came from.
    `rewritten` says that the query is neither the question nor one that was given.
    """

    query: str
    rewritten: bool
    hits: list[PlaceView]
    withheld: int
    generation: int | None
    index_version: int | None

    @classmethod
    def of(cls, retrieval: Retrieval) -> RetrievalView:
        hits = [
            PlaceView(
                one.passage_id, one.document_id, one.title, one.page, one.score, one.relevance
            )
            for one in retrieval.places
        ]
        used = retrieval.index
        return cls(
            query=retrieval.query,
            rewritten=retrieval.rewritten,
            hits=hits,
            withheld=retrieval.withheld,
            generation=used.generation if used else None,
            index_version=used.version if used else None,
        )


class TrimmedView(msgspec.Struct):
    """What did not fit into the model's context: the oldest turns, the weakest evidence."""

    turns_dropped: int
    evidence_dropped: int


class UsageView(msgspec.Struct):
    """What the answer took; tokens as the provider told them, or estimated."""

    input_characters: int
    output_characters: int
    prompt_tokens: int
    completion_tokens: int
    source: CountedBy
    milliseconds: int

    @classmethod
    def of(cls, usage: Usage) -> UsageView:
        return cls(*(getattr(usage, name) for name in cls.__struct_fields__))
