"""How drafts look from outside: with tokens for whatever is personal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from application.insights.words.redraft import Redrafted
from domain.insights.words.draft import Draft, Reply
from domain.insights.words.letter import Wish
from entrypoints.http.shapes import Moment


class VerdictView(msgspec.Struct):
    """Whether a sentence of the model was taken; `doubts` are the kinds of what was wrong."""

    taken: bool
    doubts: list[str]


class ReplyView(msgspec.Struct):
    """What a model wrote, and how each numbered line of it was judged, in their order.

    Where nothing was judged, `failure` tells why.
    """

    model: str
    text: str
    verdicts: list[VerdictView]
    failure: str | None
    at: Moment

    @classmethod
    def of(cls, one: Reply) -> ReplyView:
        verdicts = [VerdictView(each.taken, list(each.doubts)) for each in one.verdicts]
        return cls(one.model, one.text, verdicts, one.failure, one.at)


class DraftView(msgspec.Struct):
    """`lines` and `wish` are what the model was told; `retrieved` the interactions behind it.

    `asked` is what was asked for. `digest` is SHA-256 of the text that was answered. A `shadow` is
    a second model that wrote from the same prompt, and was shown to nobody.
    """

    id: UUID
    customer_id: int
    asked_by: UUID
    kind: str
    asked: dict[str, Any]
    snapshot: int
    lines: list[str]
    wish: str
    retrieved: list[UUID]
    reply: ReplyView
    shadow: ReplyView | None
    digest: str

    @classmethod
    def of(cls, one: Draft) -> DraftView:
        return cls(
            id=one.id,
            customer_id=one.customer_id,
            asked_by=one.asked_by,
            kind="letter" if isinstance(one.asked, Wish) else "summary",
            asked=msgspec.to_builtins(one.asked),
            snapshot=one.snapshot,
            lines=list(one.lines),
            wish=one.wish,
            retrieved=list(one.retrieved),
            reply=ReplyView.of(one.reply),
            shadow=ReplyView.of(one.shadow) if one.shadow else None,
            digest=one.digest,
        )


class DraftList(msgspec.Struct):
    items: list[DraftView]
    next_cursor: str | None


class ReplayedDraft(msgspec.Struct):
    """Whether prompt, reply and text are the same to the byte.

    Null where the record changed since, and with it what the prompt and the text would be.
    """

    reply: ReplyView
    record_changed: bool
    same_prompt: bool | None
    same_reply: bool
    same_text: bool | None

    @classmethod
    def of(cls, one: Redrafted) -> ReplayedDraft:
        return cls(
            reply=ReplyView.of(one.reply),
            record_changed=one.is_record_changed,
            same_prompt=one.same_prompt,
            same_reply=one.same_reply,
            same_text=one.same_text,
        )
