"""How texts for customers look on their way out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from application.insights.words.generate import Written
from domain.insights.record import Interaction
from entrypoints.http.insights.checked_views import ChecksView, MaskingView, SentenceView


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
