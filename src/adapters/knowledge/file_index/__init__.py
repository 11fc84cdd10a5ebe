"""An embedded hybrid index in one folder, shared by every process that opens it."""

from adapters.knowledge.file_index.index import FilePassageIndex
from adapters.knowledge.file_index.indexes import FilePassageIndexes

__all__ = ["FilePassageIndex", "FilePassageIndexes"]
