"""A copy of the application whose writer reads within a budget, as a language model does."""

from dataclasses import replace

from application.conversations.ports import AnswerWriter
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY

NOWHERE = "ollama://127.0.0.1:9/llama3.2"


def within(tokens: int, writer: AnswerWriter) -> Portico:
    """Start it with this window, a quarter of which is kept free for the answer."""
    settings = replace(MEMORY, model_url=NOWHERE, context_tokens=tokens, answer_tokens=tokens // 4)
    return Portico.start(settings=settings, writer=writer)
