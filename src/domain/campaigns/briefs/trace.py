"""How a brief came about: every call of a tool and of the model, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain.campaigns.briefs.content import Cited, Fact, FactId
from domain.ids import DocumentId


class Outcome(StrEnum):
    """What became of a tool call; all but the first gave no facts."""

    DONE = "done"
    UNKNOWN_TOOL = "unknown_tool"
    BAD_ARGUMENTS = "bad_arguments"
    REPEATED = "repeated"
    OVER_BUDGET = "over_budget"
    TIMED_OUT = "timed_out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ToolResult:
    """`note` says what was looked at, and that nothing was found where that is so.

    `snapshot` is the number of the performance data that it was made from, if it was; `cited`
    where each of the facts stands, if they stand in documents.
    """

    facts: tuple[str, ...]
    note: str
    snapshot: int | None = None
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolCall:
    """`number` counts from 1; `seconds` is how long it took."""

    number: int
    tool: str
    arguments: Mapping[str, Any]
    outcome: Outcome
    facts: tuple[Fact, ...]
    note: str
    seconds: float


@dataclass(frozen=True, slots=True)
class ModelCall:
    """`refused` says why what it wrote was no brief; empty when it was one or called tools.

    `characters` is how much it wrote. What it wrote is not kept. `tools_before` is how many
    calls of tools were made before it.
    """

    number: int
    purpose: str
    seconds: float
    characters: int
    tool_calls: int
    refused: str = ""
    tools_before: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    tools: tuple[ToolCall, ...] = ()
    model: tuple[ModelCall, ...] = ()

    @property
    def facts(self) -> dict[FactId, str]:
        return {fact.id: fact.text for call in self.tools for fact in call.facts}

    def untold(self) -> Trace:
        """Return it without the words of any fact; which documents it was told of stays."""
        tools = (
            replace(one, facts=tuple(replace(fact, text="") for fact in one.facts))
            for one in self.tools
        )
        return replace(self, tools=tuple(tools))

    @property
    def documents(self) -> frozenset[DocumentId]:
        """Return those that a tool told of, whether a line rests on them or not."""
        facts = (fact.cited for call in self.tools for fact in call.facts)
        return frozenset(one.document_id for one in facts if one is not None)
