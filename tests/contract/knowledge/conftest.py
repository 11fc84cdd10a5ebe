"""Who sits the contracts of this folder."""

import pytest

from adapters.knowledge.extraction import FileTextExtractor
from adapters.knowledge.extraction.confined import ConfinedTextExtractor
from application.knowledge.ports import TextExtractor


@pytest.fixture(params=[FileTextExtractor, ConfinedTextExtractor], ids=lambda kind: kind.__name__)
def extractor(request: pytest.FixtureRequest) -> TextExtractor:
    made: TextExtractor = request.param()
    return made
