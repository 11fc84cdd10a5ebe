"""Briefs written by a language model that calls tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any

import structlog

from adapters.campaigns.briefs.agent import HeardGenerator, agent_run
from adapters.campaigns.briefs.prompts import AGAIN, request, rules, version
from adapters.haystack import explained, quiet
from adapters.language_model.fences import Fence, foreseen_by_nobody, speakable
from adapters.language_model.generators import ollama_generator, openai_generator
from adapters.language_model.wire import Wire
from application.campaigns.briefs.ports import Tools
from application.errors import Unavailable
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.decoding import LONGEST

if TYPE_CHECKING:
    from haystack.dataclasses import ChatMessage

OLLAMA_OPTIONS = {"temperature": 0.0, "num_ctx": 8_192, "num_predict": 2_048}
log = structlog.get_logger()


@dataclass(slots=True)
class AgentDrafting:
    """`said` is the conversation up to the last answer, which a repair alone is shown."""

    writer: AgentBriefWriter
    generator: Any
    tools: Tools
    asked: Asked
    wire: Wire
    said: list[ChatMessage] = field(default_factory=list)
    last: str = ""

    def draft(self) -> str:
        with quiet():
            from haystack.dataclasses import ChatMessage
        fence = Fence(self.writer.nonce())
        opening = [
            ChatMessage.from_system(rules(self.asked, fence)),
            ChatMessage.from_user(request(self.asked, fence)),
        ]
        generator, options = self.generator, self.writer.options
        messages = self._asked(lambda: agent_run(generator, self.tools, opening, options))
        return self._heard(messages)

    def again(self, why: str) -> str:
        with quiet():
            from haystack.dataclasses import ChatMessage
        wrong = [ChatMessage.from_assistant(self.last[:LONGEST])] if self.last else []
        asking = [*self.said, *wrong, ChatMessage.from_user(AGAIN.format(why=why))]
        heard = HeardGenerator(self.generator, self.tools, "repair")
        answer = self._asked(lambda: heard.run(asking, self.writer.options)["replies"][:1])
        self.last = speakable(answer[0].text or "") if answer else ""
        return self.last

    def _heard(self, messages: list[ChatMessage]) -> str:
        """Return the last word, and keep what was said before it."""
        spoke = messages[-1].text if messages[-1].is_from("assistant") else None
        self.said = messages[:-1] if spoke else messages
        self.last = speakable(spoke or "")
        return self.last

    def _asked(self, ask: Callable[[], list[ChatMessage]]) -> list[ChatMessage]:
        """Leave one line about it in the log, and in it no word of what was said."""
        began, outcome = monotonic(), "unavailable"
        try:
            answer = ask()
            outcome = "completed"
        except Unavailable:
            raise
        except Exception as error:  # a stranger's answer may break anything in its client
            raise Unavailable(self.writer.name, self._why(error)) from error
        finally:
            seconds = round(monotonic() - began, 3)
            log.info("model_call", model=self.writer.name, seconds=seconds, outcome=outcome)
        return answer

    def _why(self, error: Exception) -> str:
        if self.wire.was_cut:
            return f"the brief took longer than {self.writer.budget:g} seconds"
        return explained(error, self.writer.timeout)


@dataclass(frozen=True, slots=True)
class AgentBriefWriter:
    """`timeout` is in seconds of silence, `budget` in seconds for a whole brief.

    `opened` makes a chat generator over a wire that can be cut, one a brief.
    """

    name: str
    timeout: float
    budget: float
    opened: Callable[[Wire], Any]
    options: dict[str, Any]
    nonce: Callable[[], str] = foreseen_by_nobody

    @property
    def prompt(self) -> str:
        return version()

    @contextmanager
    def begin(self, asked: Asked, tools: Tools) -> Iterator[AgentDrafting]:
        wire = Wire(self.timeout)
        generator = self.opened(wire)  # before the clock runs: the first import takes seconds
        over = Timer(self.budget, wire.cut)
        over.daemon = True
        over.start()
        try:
            with closing(generator):
                yield AgentDrafting(self, generator, tools, asked, wire)
        finally:
            over.cancel()
            wire.cut()


def ollama_briefs(host: str, model: str, timeout: float, budget: float) -> AgentBriefWriter:
    """Return a writer that asks the Ollama server at this URL."""

    def opened(wire: Wire) -> Any:
        return ollama_generator(host, model, timeout, wire)

    return AgentBriefWriter(f"ollama:{model}", timeout, budget, opened, dict(OLLAMA_OPTIONS))


def openai_briefs(
    base_url: str, model: str, api_key: str | None, timeout: float, budget: float
) -> AgentBriefWriter:
    """Return a writer that asks any server of OpenAI's protocol; without a key none is sent."""

    def opened(wire: Wire) -> Any:
        return openai_generator(base_url, model, api_key, timeout, wire)

    return AgentBriefWriter(f"openai:{model}", timeout, budget, opened, {})
