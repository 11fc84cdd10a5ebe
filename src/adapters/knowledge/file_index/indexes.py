"""A folder a generation."""

from pathlib import Path
from shutil import rmtree
from threading import Lock

from adapters.knowledge.file_index.index import FilePassageIndex
from application.knowledge.ports import PassageIndex
from domain.knowledge.generation import GenerationId


class FilePassageIndexes:
    """Keeps each index open once it was asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._opened: dict[GenerationId, FilePassageIndex] = {}

    def of(self, generation: GenerationId) -> PassageIndex:
        with self._lock:
            if generation not in self._opened:
                self._opened[generation] = FilePassageIndex(self._folder / generation.hex)
            return self._opened[generation]

    def drop(self, generation: GenerationId) -> None:
        with self._lock:
            opened = self._opened.pop(generation, None)
        if opened is not None:
            opened.close()
        rmtree(self._folder / generation.hex, ignore_errors=True)
