"""Customers in words, bound to the world."""

from datetime import timedelta

from injector import Binder, Module, provider, singleton

from adapters.insights.words.drafts import RecentDrafts
from adapters.insights.words.relevance import EmbeddedRelevance
from adapters.insights.words.salts import random_salts
from adapters.writing.template import TemplateWriter
from application.clock import Clock
from application.conversations.ports import AnswerWriter
from application.insights.words.generate import GenerateContent
from application.insights.words.ports import Drafts, RecordReader, Relevance
from application.insights.words.summarise import Summarise
from application.insights.words.wording import WordLines
from application.knowledge.ports import Embedder
from application.writing.ports import TextWriter
from entrypoints.composition.autowiring import autowire
from entrypoints.settings import Settings


class InsightWords(Module):
    def __init__(self, settings: Settings) -> None:
        self._patience = timedelta(seconds=settings.model_seconds)

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            Summarise,
            GenerateContent,
        )

    @singleton
    @provider
    def text_writer(self, writer: AnswerWriter) -> TextWriter:
        """Let the model that answers questions word sentences too, whichever the URL selects."""
        from adapters.conversations.language_model.writer import HaystackAnswerWriter
        from adapters.writing.model import ModelTextWriter

        if isinstance(writer, HaystackAnswerWriter):
            return ModelTextWriter(writer)
        return TemplateWriter()

    @singleton
    @provider
    def drafts(self) -> Drafts:
        return RecentDrafts()

    @singleton
    @provider
    def relevance(self, embedder: Embedder) -> Relevance:
        return EmbeddedRelevance(embedder)

    @singleton
    @provider
    def wording(self, writer: TextWriter, records: RecordReader, clock: Clock) -> WordLines:
        return WordLines(writer, records, random_salts, clock, self._patience)
