"""A Haystack agent over our tools, with each call of the model and of a tool written down."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from adapters.campaigns.briefs.prompts import told
from adapters.haystack import quiet
from application.campaigns.briefs.ports import Tools
from domain.campaigns.briefs.tools import ALLOWED, Tool

if TYPE_CHECKING:
    from haystack.dataclasses import ChatMessage

MOST_STEPS = 5
"""Calls of the model for a draft, each with what it calls; the next is a repair."""


@dataclass(frozen=True, slots=True)
class HeardGenerator:
    """A chat generator whose calls are kept in the trace. `purpose` says what for."""

    generator: Any
    tools: Tools
    purpose: str

    def run(
        self,
        messages: list[ChatMessage],
        generation_kwargs: dict[str, Any] | None = None,
        tools: Any = None,
        streaming_callback: Any = None,
    ) -> dict[str, Any]:
        """Answer as any chat generator: `{"replies": […]}`."""
        began, replies = monotonic(), list[Any]()
        try:
            answer: dict[str, Any] = self.generator.run(
                messages, generation_kwargs=generation_kwargs, tools=tools
            )
            replies = answer["replies"]
        finally:
            self.tools.model_called(
                self.purpose,
                seconds=round(monotonic() - began, 6),
                characters=sum(len(one.text or "") for one in replies),
                tool_calls=sum(len(one.tool_calls) for one in replies),
            )
        return answer


@dataclass(frozen=True, slots=True)
class StrangeCalls:
    """A hook that keeps calls of tools that there are none of: the agent answers those itself."""

    tools: Tools

    def run(self, state: Any) -> None:
        """Look at what the model has just called."""
        for call in state.data["messages"][-1].tool_calls:
            if call.tool_name not in ALLOWED:
                self.tools.call(call.tool_name, call.arguments)


def agent_run(
    generator: Any, tools: Tools, said: Sequence[ChatMessage], options: dict[str, Any]
) -> list[ChatMessage]:
    """Let the model call tools until it writes; return all that was said, the last word last."""
    with quiet():
        from haystack.components.agents import Agent
        from haystack.tools.tool import Tool as HaystackTool
    logging.getLogger("haystack").setLevel(logging.CRITICAL)  # it would tell what a model wrote
    offered = [
        HaystackTool(one.name, one.says, one.schema(), function=_calling(one, tools))
        for one in tools.allowed
    ]
    strange: Any = StrangeCalls(tools)
    agent = Agent(
        chat_generator=HeardGenerator(generator, tools, "draft"),
        tools=offered,
        max_agent_steps=MOST_STEPS,
        tool_concurrency_limit=1,
        hooks={"before_tool": [strange]},
    )
    ran = agent.run(list(said), generation_kwargs=options)
    messages: list[ChatMessage] = ran["messages"]
    return messages


def _calling(tool: Tool, tools: Tools) -> Callable[..., str]:
    def call(**arguments: Any) -> str:
        return told(tools.call(tool.name, arguments))

    return call
