"""How checked sentences look on their way out, and what the model was not told."""

from __future__ import annotations

from uuid import UUID

import msgspec

from application.insights.words.wording import Sentence, Worded
from domain.insights.checking import Doubt


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
