"""How a brief was written, as its trace shows it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from domain.campaigns.briefs.brief import Brief
from domain.campaigns.briefs.trace import ModelCall, Outcome, ToolCall
from entrypoints.http.campaigns.brief_views import FactView
from entrypoints.http.shapes import Moment


class ToolCallView(msgspec.Struct):
    """`seconds` is how long it took; a call that was not `done` gave no facts, and `note` why."""

    number: int
    tool: str
    arguments: dict[str, Any]
    outcome: Outcome
    result: list[FactView]
    note: str
    seconds: float

    @classmethod
    def of(cls, call: ToolCall) -> ToolCallView:
        return cls(
            number=call.number,
            tool=call.tool,
            arguments=dict(call.arguments),
            outcome=call.outcome,
            result=[FactView.of(call.tool, one) for one in call.facts],
            note=call.note,
            seconds=call.seconds,
        )


class ModelCallView(msgspec.Struct):
    """`purpose` is `draft`, `repair` or `failed`; `refused` says why what it wrote was no brief.

    `tools_before` is how many calls of tools were made before it: so the two lists are one.
    """

    number: int
    purpose: str
    seconds: float
    characters: int
    tool_calls: int
    refused: str
    tools_before: int

    @classmethod
    def of(cls, call: ModelCall) -> ModelCallView:
        return cls(
            number=call.number,
            purpose=call.purpose,
            seconds=call.seconds,
            characters=call.characters,
            tool_calls=call.tool_calls,
            refused=call.refused,
            tools_before=call.tools_before,
        )


class TraceView(msgspec.Struct):
    """`snapshot` is the number of the performance data that fed it; null when none did."""

    id: UUID
    model: str
    cached: bool
    tool_calls: list[ToolCallView]
    model_calls: list[ModelCallView]
    repairs: int
    fallback: bool
    snapshot: int | None
    written_at: Moment

    @classmethod
    def of(cls, brief: Brief) -> TraceView:
        written = brief.writing.written
        return cls(
            id=brief.id,
            model=written.model,
            cached=brief.cached,
            tool_calls=[ToolCallView.of(one) for one in written.trace.tools],
            model_calls=[ModelCallView.of(one) for one in written.trace.model],
            repairs=written.repairs,
            fallback=written.fallback,
            snapshot=written.snapshot,
            written_at=brief.writing.at,
        )
