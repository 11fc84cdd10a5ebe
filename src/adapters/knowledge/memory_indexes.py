"""Indexes side by side in memory."""

from collections import defaultdict

from adapters.knowledge.memory_index import InMemoryPassageIndex
from application.knowledge.ports import PassageIndex
from domain.knowledge.generation import GenerationId


class InMemoryPassageIndexes:
    def __init__(self) -> None:
        self._held: dict[GenerationId, InMemoryPassageIndex] = defaultdict(InMemoryPassageIndex)

    def of(self, generation: GenerationId) -> PassageIndex:
        return self._held[generation]

    def drop(self, generation: GenerationId) -> None:
        self._held.pop(generation, None)
