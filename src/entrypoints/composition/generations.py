"""The generations of the index, bound to the world."""

from time import sleep

from injector import Module, provider, singleton

from application.access.ports import Access
from application.access.require import Operators
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.generations.build_generation import BuildGeneration
from application.knowledge.generations.catch_up import CatchUpGeneration
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.generations.drop_generation import DropGeneration
from application.knowledge.generations.golden_queries import KeepGoldenQueries
from application.knowledge.generations.judge import JudgeGeneration
from application.knowledge.generations.point_index import PointIndex
from application.knowledge.generations.ports import Embedders, GenerationsReader
from application.knowledge.generations.read_generations import ReadGenerations
from application.knowledge.generations.switch_generation import SwitchGeneration
from application.knowledge.index_document import IndexDocument
from application.knowledge.ports import KnowledgeReader, KnowledgeStore, PassageIndexes
from application.knowledge.rank_passages import RankPassages
from entrypoints.settings import Settings


class Generations(Module):
    def __init__(self, settings: Settings) -> None:
        self._share = settings.rebuild_share

    @singleton
    @provider
    def judge(
        self, reader: GenerationsReader, current: CurrentIndex, rank: RankPassages
    ) -> JudgeGeneration:
        return JudgeGeneration(reader, current, rank)

    @singleton
    @provider
    def catch_up(
        self,
        store: KnowledgeStore,
        documents: KnowledgeReader,
        reader: GenerationsReader,
        index: IndexDocument,
        indexes: PassageIndexes,
        judge: JudgeGeneration,
        clock: Clock,
        ids: IdSource,
    ) -> CatchUpGeneration:
        return CatchUpGeneration(
            store, documents, reader, index, indexes, judge, clock, ids, sleep, self._share
        )

    @singleton
    @provider
    def build(
        self,
        store: KnowledgeStore,
        operators: Operators,
        current: CurrentIndex,
        embedders: Embedders,
        reader: GenerationsReader,
        clock: Clock,
        ids: IdSource,
    ) -> BuildGeneration:
        return BuildGeneration(store, operators, current, embedders, reader, clock, ids)

    @singleton
    @provider
    def switch(
        self, store: KnowledgeStore, operators: Operators, clock: Clock, ids: IdSource
    ) -> SwitchGeneration:
        return SwitchGeneration(store, operators, clock, ids, sleep)

    @singleton
    @provider
    def point(
        self,
        store: KnowledgeStore,
        reader: GenerationsReader,
        indexes: PassageIndexes,
        clock: Clock,
        ids: IdSource,
    ) -> PointIndex:
        return PointIndex(store, reader, indexes, clock, ids)

    @singleton
    @provider
    def drop(
        self,
        store: KnowledgeStore,
        operators: Operators,
        indexes: PassageIndexes,
        clock: Clock,
        ids: IdSource,
    ) -> DropGeneration:
        return DropGeneration(store, operators, indexes, clock, ids)

    @singleton
    @provider
    def read(
        self, reader: GenerationsReader, operators: Operators, current: CurrentIndex
    ) -> ReadGenerations:
        return ReadGenerations(reader, operators, current)

    @singleton
    @provider
    def golden(
        self,
        store: KnowledgeStore,
        documents: KnowledgeReader,
        reader: GenerationsReader,
        access: Access,
    ) -> KeepGoldenQueries:
        return KeepGoldenQueries(store, documents, reader, access)
