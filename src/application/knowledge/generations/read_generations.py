"""Look at the generations."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.access.require import Operators
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
    operators: Operators
    current: CurrentIndex

    def all(self, by: Principal) -> tuple[int, Sequence[Progress]]:
        """Return the organisation's index version, and every generation, newest first.

        Raises OperatorsOnly.
        """
        self.operators.require(by)
        version = self.current(by.organisation_id).version
        return version, self.reader.all()

    def one(self, by: Principal, id: GenerationId) -> Progress:
        """Raises OperatorsOnly, GenerationNotFound."""
        self.operators.require(by)
        found = next((one for one in self.reader.all() if one.generation.id == id), None)
        if found is None:
            raise GenerationNotFound
        return found
