"""How summaries and texts about customers look on their way out."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from application.insights.words.generate import Written
from application.insights.words.summarise import Told
from application.insights.words.wording import Sentence, Worded
from domain.insights.checking import Doubt
from domain.insights.record import Interaction
from domain.insights.summary import Missing, Summary


class DoubtView(msgspec.Struct):
    kind: str
    words: str

    @classmethod
    def of(cls, doubt: Doubt) -> DoubtView:
        return cls(doubt.kind.value, doubt.words)


class SentenceView(msgspec.Struct):
    """`interactions` are those behind it, newest first, of `total`.

    `replaced` tells why it is the template's, and not what the model wrote.
    """

    text: str
    interactions: list[UUID]
    total: int
    replaced: list[DoubtView]

    @classmethod
    def of(cls, one: Sentence) -> SentenceView:
        line = one.line
        doubts = [DoubtView.of(each) for each in one.doubts]
        return cls(line.text, list(line.interactions), line.total, doubts)


class ChecksView(msgspec.Struct):
    """`checked` sentences of the model, `replaced` of them by the template's.

    `failure` tells why no model was heard; `regenerated` counts drafts that newer data made stale.
    """

    checked: int
    replaced: int
    failure: str | None
    regenerated: int

    @classmethod
    def of(cls, worded: Worded, regenerated: int) -> ChecksView:
        replaced = sum(bool(one.doubts) for one in worded.sentences)
        return cls(worded.checked, replaced, worded.failure, regenerated)


class MaskedView(msgspec.Struct):
    kind: str
    values: int


class MaskingView(msgspec.Struct):
    """What the model was not told, and got a token for."""

    masked: list[MaskedView]

    @classmethod
    def of(cls, worded: Worded) -> MaskingView:
        return cls([MaskedView(kind, many) for kind, many in sorted(worded.masked.items())])


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


class GeneratedContentView(msgspec.Struct, rename={"type": "Content_type", "text": "Content"}):
    """The two names are those that clients of the first version know."""

    type: str
    text: str


class GroundingView(msgspec.Struct):
    id: UUID
    at: datetime
    channel: str
    topic: str | None
    sentiment: str | None

    @classmethod
    def of(cls, one: Interaction) -> GroundingView:
        return cls(one.id, one.at, one.channel, one.topic, one.sentiment)


class GeneratedView(msgspec.Struct):
    """`tone` is the one it is written in: whoever was only ever unhappy is apologised to.

    `ranked_by` is `meaning`, or `time` when no meanings could be compared. `note` tells why there
    is no text. `draft` is where what the model was told and wrote can be looked at.
    """

    customer_id: int
    generated_content: GeneratedContentView
    tone: str
    note: str | None
    sentences: list[SentenceView]
    grounding: list[GroundingView]
    ranked_by: str
    adverse_event: bool
    masking: MaskingView
    checks: ChecksView
    snapshot: int
    model: str
    draft: UUID | None

    @classmethod
    def of(cls, customer_id: int, one: Written) -> GeneratedView:
        return cls(
            customer_id=customer_id,
            generated_content=GeneratedContentView(one.wish.form.value, one.text),
            tone=one.tone.value,
            note=_note(one),
            sentences=[SentenceView.of(each) for each in one.worded.sentences],
            grounding=[GroundingView.of(each) for each in one.grounding],
            ranked_by=one.ranked_by,
            adverse_event=one.adverse > 0,
            masking=MaskingView.of(one.worded),
            checks=ChecksView.of(one.worded, one.regenerated),
            snapshot=one.snapshot,
            model=one.model,
            draft=one.draft_id,
        )


def _note(one: Written) -> str | None:
    if one.is_opted_out:
        return "this customer opted out of being written to, so nothing was written"
    if one.is_nothing_on_record:
        return "nothing is on record of this customer, so nothing was written"
    return None
