"""Conversations, bound to the world."""

from datetime import timedelta

from injector import Binder, Module, provider, singleton

from adapters.conversations.evidence import KnowledgeEvidence
from application.access.ports import Access
from application.clock import Clock
from application.conversations.answer_at_once import AnswerAtOnce
from application.conversations.answer_question import AnswerQuestion
from application.conversations.ask import AskQuestion
from application.conversations.compose_answer import ComposeAnswer
from application.conversations.export_conversation import ExportConversation
from application.conversations.keep_conversations import (
    ChangeConversation,
    DeleteConversation,
    StartConversation,
)
from application.conversations.ports import (
    AnswerWriter,
    ConversationsReader,
    ConversationsStore,
    EvidenceFinder,
)
from application.conversations.rate_answers import RateAnswer, ReadRatings, TakeBackRating
from application.conversations.read_conversations import (
    FindConversation,
    FindMessage,
    FollowRun,
    ListConversations,
    ReadMessages,
)
from application.conversations.redact import Redact
from application.conversations.stop_run import StopRun
from application.conversations.withdraw_evidence import WithdrawEvidence
from application.ids import IdSource
from application.knowledge.ports import Embedder, KnowledgeReader
from application.knowledge.search_passages import SearchPassages
from domain.conversations.context_budget import Budget
from entrypoints.composition.autowiring import autowire
from entrypoints.composition.schemes import chosen
from entrypoints.composition.writers import MODEL, writers
from entrypoints.settings import Settings, SettingsError

RULES_TOKENS = 512
"""Kept free for the rules and their frame; a test holds the prompt against it."""
LEAST_TO_READ = 512


class Conversations(Module):
    def __init__(self, settings: Settings) -> None:
        self._lasting = timedelta(seconds=settings.lease_seconds)
        self._budget = budget(settings)
        self._writer_for = chosen(MODEL, settings.model_url, writers(settings))

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            Redact,
            StartConversation,
            ChangeConversation,
            DeleteConversation,
            AnswerQuestion,
            AnswerAtOnce,
            StopRun,
            WithdrawEvidence,
            RateAnswer,
            TakeBackRating,
            ReadRatings,
            ExportConversation,
            FindConversation,
            ListConversations,
            ReadMessages,
            FindMessage,
            FollowRun,
        )

    @singleton
    @provider
    def writer(self, embedder: Embedder) -> AnswerWriter:
        return self._writer_for(embedder)

    @singleton
    @provider
    def evidence(
        self, search: SearchPassages, reader: KnowledgeReader, access: Access
    ) -> EvidenceFinder:
        return KnowledgeEvidence(search, reader, access)

    @singleton
    @provider
    def ask(
        self,
        store: ConversationsStore,
        clock: Clock,
        ids: IdSource,
        evidence: EvidenceFinder,
        access: Access,
        writer: AnswerWriter,
    ) -> AskQuestion:
        model = writer.name
        return AskQuestion(store, clock, ids, evidence, access, model, self._lasting, self._budget)

    @singleton
    @provider
    def compose(
        self,
        reader: ConversationsReader,
        evidence: EvidenceFinder,
        writer: AnswerWriter,
        clock: Clock,
    ) -> ComposeAnswer:
        return ComposeAnswer(reader, evidence, writer, clock, self._budget)


def budget(settings: Settings) -> Budget | None:
    """Return what a language model may be given to read; an extractive writer reads it all."""
    if settings.model_url.startswith("extractive"):
        return None
    held = Budget(settings.context_tokens, RULES_TOKENS, settings.answer_tokens)
    if held.left < LEAST_TO_READ:
        needed = RULES_TOKENS + settings.answer_tokens + LEAST_TO_READ
        raise SettingsError(
            f"PORTICO_CONTEXT_TOKENS={settings.context_tokens} leaves no room for questions: "
            f"write {needed} or more, or lower PORTICO_ANSWER_TOKENS"
        )
    return held
