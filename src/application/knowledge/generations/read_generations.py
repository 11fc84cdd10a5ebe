"""Look at the generations."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.knowledge.generations.current import CurrentIndex
from application.knowledge.generations.ports import GenerationsReader, Progress
from domain.knowledge.generation import GenerationId
from domain.knowledge.generation_errors import (
    GenerationNotFound,
)
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class ReadGenerations:
    reader: GenerationsReader
    current: CurrentIndex

    def all(self, by: Principal) -> tuple[int, Sequence[Progress]]:
        """Return the organisation's index version, and every generation, newest first."""
        version = self.current(by.organisation_id).version
        return version, self.reader.all()

    def one(self, _: Principal, id: GenerationId) -> Progress:
        """Raises GenerationNotFound."""
        found = next((one for one in self.reader.all() if one.generation.id == id), None)
        if found is None:
            raise GenerationNotFound
        return found
