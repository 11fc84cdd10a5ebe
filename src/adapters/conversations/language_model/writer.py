"""Answers written by a language model, through Haystack's chat generators."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import Any

import structlog

from adapters.conversations.language_model.declining import without
from adapters.conversations.language_model.model_call import ModelCall
from adapters.conversations.language_model.prompts import (
    NOT_IN_EVIDENCE,
    Prompt,
    messages,
)
from adapters.haystack import explained
from adapters.language_model.fences import foreseen_by_nobody, speakable
from adapters.language_model.generators import ollama_generator, openai_generator
from adapters.language_model.wire import Wire
from application.conversations.ports import Brief
from application.errors import Unavailable
from domain.conversations.usage import Tokens

LONGEST_ANSWER = 20_000
"""In characters; a model that has not come to an end by then is going in circles."""
LEAST_CONTEXT, MOST_CONTEXT = 8_192, 131_072
CHARACTERS_PER_TOKEN = 3
ROOM_TO_ANSWER = 2_048
COUNTED = {"stream_options": {"include_usage": True}}
"""Asks a server of OpenAI's protocol to count tokens also when it streams."""
Spent = Callable[[Tokens], None]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class HaystackAnswerWriter:
    """Asks a chat generator; `opened` makes one a call, so that closing one disturbs no other.

    `nonce` makes each prompt's fences its own, so that no text can have foreseen them.
    `timeout` is in seconds of silence, before the first piece and between pieces.
    """

    name: str
    timeout: float
    opened: Callable[[Wire], Any]
    options: Callable[[tuple[Prompt, ...]], dict[str, Any]]
    nonce: Callable[[], str] = foreseen_by_nobody
    at_once: bool = False

    def write(self, brief: Brief) -> Generator[str]:
        if brief.evidence:
            with closing(self.say(messages(brief, self.nonce()), brief.spent)) as pieces:
                yield from without(NOT_IN_EVIDENCE, pieces)

    def say(self, prompts: tuple[Prompt, ...], spent: Spent) -> Generator[str]:
        """Yield what the model says to these prompts; closing it ends the call.

        Leaves one line about the call in the log, and in it no word of what was said. Raises
        Unavailable.
        """
        began, count, outcome = monotonic(), 0, "closed"
        try:
            for piece in self._bounded(prompts, spent):
                count += bool(piece)
                yield piece
            outcome = "completed"
        except Unavailable:
            outcome = "unavailable"
            raise
        finally:
            seconds = round(monotonic() - began, 3)
            log.info("model_call", model=self.name, seconds=seconds, pieces=count, outcome=outcome)

    def _bounded(self, prompts: tuple[Prompt, ...], spent: Spent) -> Iterator[str]:
        wire, length = Wire(self.timeout), 0
        call = ModelCall(self.opened, prompts, self.options(prompts), self.timeout, wire, spent)
        try:
            with closing(call.pieces()) as pieces:
                for piece in pieces:
                    yield speakable(piece)
                    length += len(piece)
                    if length > LONGEST_ANSWER:
                        return
        except Unavailable:
            raise
        except Exception as error:  # a stranger's stream may break anything in its client
            raise Unavailable(self.name, explained(error, self.timeout)) from error


def ollama_writer(host: str, model: str, timeout: float) -> HaystackAnswerWriter:
    """Return a writer that asks the Ollama server at this URL."""

    def opened(wire: Wire) -> Any:
        return ollama_generator(host, model, timeout, wire)

    def options(prompts: tuple[Prompt, ...]) -> dict[str, Any]:
        return {"temperature": 0.0, "num_ctx": context(prompts)}

    return HaystackAnswerWriter(f"ollama:{model}", timeout, opened, options)


def openai_writer(
    base_url: str, model: str, api_key: str | None, timeout: float
) -> HaystackAnswerWriter:
    """Return a writer that asks any server of OpenAI's protocol; without a key none is sent."""

    def opened(wire: Wire) -> Any:
        return openai_generator(base_url, model, api_key, timeout, wire)

    # some models refuse any temperature but their own, so none is asked for
    return HaystackAnswerWriter(f"openai:{model}", timeout, opened, lambda _: dict(COUNTED))


def context(prompts: tuple[Prompt, ...]) -> int:
    """Return how many tokens Ollama must hold, in few steps, for each change reloads the model.

    It cuts a longer prompt without a word, from the front, where the rules stand.
    """
    needed = sum(len(one.content) for one in prompts) // CHARACTERS_PER_TOKEN + ROOM_TO_ANSWER
    size = LEAST_CONTEXT
    while size < min(needed, MOST_CONTEXT):
        size *= 2
    return size
