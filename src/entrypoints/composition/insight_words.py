"""Customers in words, bound to the world."""

from dataclasses import replace
from datetime import timedelta

from injector import Binder, Module, provider, singleton

from adapters.insights.words.drafts import RecentDrafts
from adapters.insights.words.relevance import EmbeddedRelevance
from adapters.insights.words.salts import random_salts
from adapters.writing.template import TemplateWriter
from application.clock import Clock
from application.conversations.ports import AnswerWriter
from application.ids import IdSource
from application.insights.words.forget_drafts import ForgetDrafts
from application.insights.words.generate import GenerateContent
from application.insights.words.keep_draft import KeepDraft
from application.insights.words.ports import DraftLog, Drafts, RecordReader, Relevance
from application.insights.words.read_drafts import ReadDrafts
from application.insights.words.redraft import Redraft
from application.insights.words.shadow import ShadowDraft
from application.insights.words.summarise import Summarise
from application.insights.words.wording import WordLines
from application.knowledge.ports import Embedder
from application.writing.ports import ShadowWriter, TextWriter
from entrypoints.composition.autowiring import autowire
from entrypoints.composition.schemes import chosen
from entrypoints.composition.writers import writers
from entrypoints.settings import Settings

SHADOW_MODEL = "PORTICO_SHADOW_MODEL_URL"


class InsightWords(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._patience = timedelta(seconds=settings.model_seconds)

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            Summarise,
            GenerateContent,
            Redraft,
            ReadDrafts,
            ForgetDrafts,
        )

    @singleton
    @provider
    def text_writer(self, writer: AnswerWriter) -> TextWriter:
        """Let the model that answers questions word sentences too, whichever the URL selects."""
        return _wording(writer)

    @singleton
    @provider
    def shadow_writer(self, embedder: Embedder) -> ShadowWriter:
        """Let a second model write beside the first; both are chosen in the same way."""
        url = self._settings.shadow_model_url
        if not url:
            return ShadowWriter(None)
        return ShadowWriter(_wording(chosen(SHADOW_MODEL, url, writers(self._settings))(embedder)))

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

    @singleton
    @provider
    def keep(self, log: DraftLog, clock: Clock, ids: IdSource, shadow: ShadowWriter) -> KeepDraft:
        return KeepDraft(log, clock, ids, shadow.writer is not None)

    @singleton
    @provider
    def shadow(
        self, log: DraftLog, records: RecordReader, wording: WordLines, beside: ShadowWriter
    ) -> ShadowDraft:
        if beside.writer is None:
            return ShadowDraft(log, None)
        return ShadowDraft(log, Redraft(records, replace(wording, writer=beside.writer)))


def _wording(writer: AnswerWriter) -> TextWriter:
    from adapters.conversations.language_model.writer import HaystackAnswerWriter
    from adapters.writing.model import ModelTextWriter

    return ModelTextWriter(writer) if isinstance(writer, HaystackAnswerWriter) else TemplateWriter()
