"""One call of a Haystack chat generator, in a thread of its own, read as an iterator."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from adapters.conversations.language_model.handover import Handover, Silence
from adapters.conversations.language_model.prompts import Prompt
from adapters.haystack import quiet
from adapters.language_model.wire import CONNECT_SECONDS, Wire
from application.conversations.ports import BREATH_SECONDS
from domain.conversations.usage import Tokens

if TYPE_CHECKING:
    from haystack.dataclasses import ChatMessage, StreamingChunk


class BrokenOff(Exception):
    """The stream ended before the model said that it was done."""


@dataclass(frozen=True, slots=True)
class ModelCall:
    """`opened` makes a chat generator over a wire that can be cut."""

    opened: Callable[[Wire], Any]
    prompts: tuple[Prompt, ...]
    options: dict[str, Any]
    timeout: float
    wire: Wire
    spent: Callable[[Tokens], None]
    handover: Handover = field(default_factory=Handover)

    def pieces(self) -> Generator[str]:
        """Yield what the model writes, and an empty piece for each breath.

        Closing ends call, connection and thread.

        Raises whatever the client raises, BrokenOff, and Silence when it lasted too long.
        """
        generator = self.opened(self.wire)  # before the clock runs: the first import takes seconds
        said = [_message(one) for one in self.prompts]
        calling = Thread(target=self._run, args=(generator, said), name="model-call", daemon=True)
        calling.start()
        try:
            yield from self._breathing()
        finally:
            self.handover.leave()
            self.wire.cut()
            calling.join(CONNECT_SECONDS + 1)  # only connecting cannot be cut short

    def _breathing(self) -> Iterator[str]:
        heard = breathed = monotonic()
        while True:
            try:
                piece = self.handover.take(min(BREATH_SECONDS, heard + self.timeout - monotonic()))
            except Silence:
                if monotonic() >= heard + self.timeout:
                    raise
            else:
                if piece is None:
                    return
                if piece:
                    yield piece
                heard = monotonic()
            if monotonic() >= breathed + BREATH_SECONDS:
                yield ""
                breathed = monotonic()

    def _run(self, generator: Any, said: list[ChatMessage]) -> None:
        done = False

        def heard(chunk: StreamingChunk) -> None:
            nonlocal done
            done = done or bool(chunk.meta.get("done") or chunk.meta.get("finish_reason"))
            self.handover.put(chunk.content or "")

        error: Exception = BrokenOff()
        try:
            with closing(generator):
                answer = generator.run(
                    messages=said, streaming_callback=heard, generation_kwargs=self.options
                )
            self._count(answer)
        except Exception as why:  # handed over, to be raised where someone is listening
            error = why
        self.handover.end(None if done else error)  # nothing after its end can spoil an answer

    def _count(self, answer: dict[str, Any]) -> None:
        """Tell what the provider counted, if it counted at all."""
        for reply in answer.get("replies", ())[:1]:
            used = reply.meta.get("usage") or {}
            prompt, completion = used.get("prompt_tokens"), used.get("completion_tokens")
            if isinstance(prompt, int) and isinstance(completion, int):
                self.spent(Tokens(prompt, completion))


def _message(prompt: Prompt) -> ChatMessage:
    with quiet():
        from haystack.dataclasses import ChatMessage
    match prompt.role:
        case "system":
            return ChatMessage.from_system(prompt.content)
        case "user":
            return ChatMessage.from_user(prompt.content)
        case "assistant":
            return ChatMessage.from_assistant(prompt.content)
