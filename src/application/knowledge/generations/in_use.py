"""Every index that may hold something of a document."""

from collections.abc import Sequence

from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import PassageIndex, PassageIndexes
from application.service import service
from domain.knowledge.generation import GenerationState


@service
class IndexesOfGenerations:
    """Those of all generations that are not retired; the retired are dropped as a whole."""

    reader: GenerationsReader
    indexes: PassageIndexes

    def __call__(self) -> Sequence[PassageIndex]:
        return [
            self.indexes.of(one.generation.id)
            for one in self.reader.all()
            if one.generation.state is not GenerationState.RETIRED
        ]
