"""Briefs and rankings of campaigns, bound to the world."""

from collections.abc import Callable
from datetime import timedelta
from time import sleep
from urllib.parse import SplitResult

from injector import Binder, Module, provider, singleton

from adapters.campaigns.briefs.articles import KnowledgeArticles
from adapters.campaigns.briefs.performance import RankedPerformance
from application.access.ports import Access
from application.campaigns.briefs.create_brief import CreateBrief
from application.campaigns.briefs.forget_writings import ForgetWritings
from application.campaigns.briefs.ports import (
    ArticleTrends,
    BriefWriter,
    PerformanceTrends,
    Writings,
)
from application.campaigns.briefs.read_briefs import ReadBriefs
from application.campaigns.briefs.sharing import SharedWriting
from application.campaigns.briefs.tools import BriefTools
from application.campaigns.briefs.withdraw_words import WithdrawWords
from application.campaigns.briefs.write_brief import WriteBrief
from application.campaigns.rankings.ports import Rankings
from application.campaigns.rankings.read_ranking import ReadRanking
from application.campaigns.rankings.read_revisions import ReadRevisions
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.search_passages import SearchPassages
from entrypoints.composition.autowiring import autowire
from entrypoints.composition.schemes import chosen, host_and_port, openai_base, path_of
from entrypoints.composition.writers import MODEL, OLLAMA_PORT
from entrypoints.settings import Settings

CALLS = 3
"""A brief may last as long as so many calls of a model that is silent for as long as it may be."""
SLACK = timedelta(seconds=30)


class CampaignBriefs(Module):
    def __init__(self, settings: Settings) -> None:
        self._leasing = timedelta(seconds=CALLS * settings.model_seconds) + SLACK
        self._writer = chosen(MODEL, settings.model_url, writers(settings))

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            ReadRevisions,
            ReadRanking,
            CreateBrief,
            ReadBriefs,
            ForgetWritings,
            WithdrawWords,
        )

    @singleton
    @provider
    def writer(self) -> BriefWriter:
        return self._writer

    @singleton
    @provider
    def articles(
        self, search: SearchPassages, current: CurrentIndex, access: Access
    ) -> ArticleTrends:
        return KnowledgeArticles(search, current, access)

    @singleton
    @provider
    def performance(self, rankings: Rankings) -> PerformanceTrends:
        return RankedPerformance(rankings)

    @singleton
    @provider
    def shared(
        self,
        writer: BriefWriter,
        articles: ArticleTrends,
        performance: PerformanceTrends,
        writings: Writings,
        clock: Clock,
        ids: IdSource,
    ) -> SharedWriting:
        write = WriteBrief(writer, BriefTools(articles, performance))
        return SharedWriting(write, writings, performance, clock, ids, sleep, self._leasing)


def writers(settings: Settings) -> dict[str, Callable[[SplitResult], BriefWriter]]:
    """Return who may write briefs, by what stands in PORTICO_MODEL_URL."""
    timeout = settings.model_seconds
    budget = CALLS * timeout

    def extractive(_: SplitResult) -> BriefWriter:
        from adapters.campaigns.briefs.template_writer import TemplateBriefWriter

        return TemplateBriefWriter()

    def ollama(url: SplitResult) -> BriefWriter:
        from adapters.campaigns.briefs.agent_writer import ollama_briefs

        host = host_and_port(MODEL, url, OLLAMA_PORT)
        return ollama_briefs(host, path_of(MODEL, url, "llama3.2"), timeout, budget)

    def openai(url: SplitResult) -> BriefWriter:
        from adapters.campaigns.briefs.agent_writer import openai_briefs

        base, model = openai_base(MODEL, url)
        return openai_briefs(base, model, settings.model_key, timeout, budget)

    return {
        "extractive": extractive,
        "ollama": ollama,
        "openai+https": openai,
        "openai+http": openai,
    }
