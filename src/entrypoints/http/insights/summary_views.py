"""How summaries of customers look on their way out."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from application.insights.words.summarise import Told
from domain.insights.record import Interaction
from domain.insights.summary import Missing, Summary
from entrypoints.http.insights.checked_views import ChecksView, MaskingView, SentenceView


class LastInteractionView(msgspec.Struct):
    date: date
    channel: str
    topic: str | None
    at: datetime
    id: UUID

    @classmethod
    def of(cls, one: Interaction) -> LastInteractionView:
        return cls(one.at.date(), one.channel, one.topic, one.at, one.id)


class CustomerSummaryView(msgspec.Struct):
    total_interactions: int
    most_frequent_channel: str | None
    last_interaction: LastInteractionView | None
    key_topics: list[str]
    summary_text: str


class MissingFactsView(msgspec.Struct):
    reason: str
    interactions: int

    @classmethod
    def of(cls, one: Missing) -> MissingFactsView:
        return cls(one.reason, one.interactions)


class RecordCoverageView(msgspec.Struct):
    """`state` is `complete`, or `partial` with what is missing of how many interactions."""

    state: str
    missing: list[MissingFactsView]

    @classmethod
    def of(cls, summary: Summary) -> RecordCoverageView:
        state = "partial" if summary.missing else "complete"
        return cls(state, [MissingFactsView.of(one) for one in summary.missing])


class AdverseEventsView(msgspec.Struct):
    """Interactions about side effects or adverse events whose sentiment is negative."""

    flagged: bool
    total: int
    interactions: list[UUID]


class SummarizedView(msgspec.Struct):
    customer_id: int
    summary: CustomerSummaryView
    sentences: list[SentenceView]
    adverse_events: AdverseEventsView
    coverage: RecordCoverageView
    masking: MaskingView
    checks: ChecksView
    snapshot: int
    model: str
    draft: UUID | None

    @classmethod
    def of(cls, customer_id: int, told: Told) -> SummarizedView:
        one, sentences = told.summary, told.worded.sentences
        shown = CustomerSummaryView(
            one.total,
            one.channel,
            LastInteractionView.of(one.last) if one.last else None,
            list(one.key_topics),
            " ".join(each.line.text for each in sentences),
        )
        return cls(
            customer_id=customer_id,
            summary=shown,
            sentences=[SentenceView.of(each) for each in sentences],
            adverse_events=AdverseEventsView(
                one.adverse_total > 0, one.adverse_total, list(one.adverse)
            ),
            coverage=RecordCoverageView.of(one),
            masking=MaskingView.of(told.worded),
            checks=ChecksView.of(told.worded, told.regenerated),
            snapshot=told.snapshot,
            model=told.model,
            draft=told.draft_id,
        )
