"""Who writes answers: what may stand in PORTICO_MODEL_URL."""

from collections.abc import Callable
from urllib.parse import SplitResult

from application.conversations.ports import AnswerWriter
from application.knowledge.ports import Embedder
from entrypoints.composition.schemes import host_and_port, openai_base, path_of
from entrypoints.settings import Settings

MODEL = "PORTICO_MODEL_URL"
OLLAMA_PORT = 11434
WriterFor = Callable[[Embedder], AnswerWriter]
"""A writer may want to compare meanings; a language model brings its own."""


def writers(settings: Settings) -> dict[str, Callable[[SplitResult], WriterFor]]:
    """Return what may stand in PORTICO_MODEL_URL; an adapter is imported when it is chosen."""

    def extractive(_: SplitResult) -> WriterFor:
        from adapters.conversations.extractive.writer import ExtractiveAnswerWriter

        return ExtractiveAnswerWriter

    def ollama(url: SplitResult) -> WriterFor:
        from adapters.conversations.language_model.writer import ollama_writer

        host = host_and_port(MODEL, url, OLLAMA_PORT)
        writer = ollama_writer(host, path_of(MODEL, url, "llama3.2"), settings.model_seconds)
        return lambda _: writer

    def openai(url: SplitResult) -> WriterFor:
        from adapters.conversations.language_model.writer import openai_writer

        base, model = openai_base(MODEL, url)
        writer = openai_writer(base, model, settings.model_key, settings.model_seconds)
        return lambda _: writer

    return {
        "extractive": extractive,
        "ollama": ollama,
        "openai+https": openai,
        "openai+http": openai,
    }
