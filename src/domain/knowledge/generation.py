"""A generation of the index: everything embedded by one embedder and cut by one splitter."""

from typing import NewType
from uuid import UUID

GenerationId = NewType("GenerationId", UUID)
