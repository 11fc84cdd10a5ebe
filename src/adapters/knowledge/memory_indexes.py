"""Passage indexes side by side in memory."""

from threading import Lock

from adapters.knowledge.memory_index import InMemoryPassageIndex
from domain.knowledge.generation import GenerationId


class InMemoryPassageIndexes:
    """Hands out the same index for a generation each time; dropping it empties it."""

    def __init__(self) -> None:
        self._making = Lock()
        self._held: dict[GenerationId, InMemoryPassageIndex] = {}

    def of(self, generation: GenerationId) -> InMemoryPassageIndex:
        with self._making:
            return self._held.setdefault(generation, InMemoryPassageIndex())

    def drop(self, generation: GenerationId) -> None:
        self.of(generation).clear()

    def point(self, generation: GenerationId) -> None:
        """Nobody looks into memory."""
