"""What the index and its generations look like from outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from application.knowledge.generations.ports import Progress
from application.knowledge.generations.repository import Gap
from domain.knowledge.generation import GenerationState
from domain.knowledge.quality import GoldenQuery, Recall, Verdict
from entrypoints.http.shapes import STORABLE, WORDS, Moment

Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=500, extra_json_schema=STORABLE)]


EmbedderUrl = Annotated[
    str, msgspec.Meta(min_length=1, extra_json_schema={"maxLength": 300, "examples": ["minilm:"]})
]
Chunker = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^sentences:([1-9][0-9]{2}|[1-3][0-9]{3})$",
        extra_json_schema={"examples": ["sentences:900"]},
    ),
]


class GenerationDraft(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out is as the settings say (embedder) or as it is now (chunker)."""

    embedder: EmbedderUrl | None = None
    chunker: Chunker | None = None


class ActivationDraft(msgspec.Struct, forbid_unknown_fields=True):
    """With a `force_reason` even a generation that the gate rejected becomes active.

    One that holds none of the known documents (`held` is 0) never does.
    """

    force_reason: Reason | None = None


class RecallView(msgspec.Struct):
    """Recall@10 by the dense leg alone and by both legs, from 0 to 1."""

    dense: float
    hybrid: float

    @classmethod
    def of(cls, recall: Recall) -> RecallView:
        return cls(recall.dense, recall.hybrid)


class VerdictView(msgspec.Struct):
    """`before` is the generation that was active, `after` the new one.

    `held` is the share of known documents, from 0 to 1, of which the new one holds anything.
    """

    passed: bool
    queries: int
    before: RecallView
    after: RecallView
    held: float

    @classmethod
    def of(cls, verdict: Verdict) -> VerdictView:
        return cls(
            verdict.passed,
            verdict.queries,
            RecallView.of(verdict.before),
            RecallView.of(verdict.after),
            verdict.held,
        )


class LeftOutView(msgspec.Struct):
    """A document, and why it could not be taken in the last time that it was tried."""

    document_id: UUID
    version: int
    reason: str

    @classmethod
    def of(cls, gap: Gap) -> LeftOutView:
        return cls(gap.document_id, gap.version, gap.failure or "")


class GenerationView(msgspec.Struct):
    """`behind` counts the documents that it has yet to take in, or to forget.

    `left_out` counts those that it could not take in and tries no more, until their content is
    replaced; `first_left_out` names the first ten of them.
    """

    id: UUID
    number: int
    state: GenerationState
    embedder: str
    chunker: str
    behind: int
    left_out: int
    first_left_out: list[LeftOutView]
    gate: VerdictView | None
    failure: str | None
    forced: str | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, progress: Progress) -> GenerationView:
        one = progress.generation
        return cls(
            id=one.id,
            number=one.number,
            state=one.state,
            embedder=one.embedder,
            chunker=str(one.cut),
            behind=progress.behind,
            left_out=progress.left_out,
            first_left_out=[LeftOutView.of(gap) for gap in progress.first],
            gate=VerdictView.of(one.verdict) if one.verdict else None,
            failure=one.failure,
            forced=one.forced,
            created_at=one.created_at,
            updated_at=one.updated_at,
        )


class IndexView(msgspec.Struct):
    """`index_version` counts what became findable, was replaced or deleted in the organisation."""

    index_version: int
    active: GenerationView
    standby: GenerationView | None
    generations: list[GenerationView]


class GoldenView(msgspec.Struct, forbid_unknown_fields=True):
    query: Annotated[str, msgspec.Meta(min_length=1, max_length=1_000, extra_json_schema=WORDS)]
    document_id: UUID

    @classmethod
    def of(cls, golden: GoldenQuery) -> GoldenView:
        return cls(golden.query, golden.document_id)


class GoldenList(msgspec.Struct, forbid_unknown_fields=True):
    items: Annotated[list[GoldenView], msgspec.Meta(max_length=1_000)]
