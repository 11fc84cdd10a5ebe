"""The generations of the index, bound to the world."""

from time import sleep

from injector import Binder, Module, provider, singleton

from application.access.require import Operators
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.generations.build_generation import BuildGeneration
from application.knowledge.generations.catch_up import CatchUpGeneration
from application.knowledge.generations.drop_generation import DropGeneration
from application.knowledge.generations.fill_gaps import FillGaps
from application.knowledge.generations.golden_queries import KeepGoldenQueries
from application.knowledge.generations.judge import JudgeGeneration
from application.knowledge.generations.point_index import PointIndex
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.generations.read_generations import ReadGenerations
from application.knowledge.generations.switch_generation import SwitchGeneration
from application.knowledge.index_document import IndexDocument
from application.knowledge.ports import KnowledgeReader, KnowledgeStore, PassageIndexes
from entrypoints.composition.autowiring import autowire
from entrypoints.settings import Settings


class Generations(Module):
    def __init__(self, settings: Settings) -> None:
        self._share = settings.rebuild_share

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            JudgeGeneration,
            BuildGeneration,
            CatchUpGeneration,
            PointIndex,
            DropGeneration,
            ReadGenerations,
            KeepGoldenQueries,
        )

    @singleton
    @provider
    def fill(
        self,
        store: KnowledgeStore,
        documents: KnowledgeReader,
        reader: GenerationsReader,
        index: IndexDocument,
        indexes: PassageIndexes,
        clock: Clock,
    ) -> FillGaps:
        return FillGaps(store, documents, reader, index, indexes, clock, sleep, self._share)

    @singleton
    @provider
    def switch(
        self, store: KnowledgeStore, operators: Operators, clock: Clock, ids: IdSource
    ) -> SwitchGeneration:
        return SwitchGeneration(store, operators, clock, ids, sleep)
