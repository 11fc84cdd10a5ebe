"""PassageIndexes in a folder: a folder below it for each generation."""

from contextlib import closing, suppress
from pathlib import Path
from shutil import rmtree
from threading import Lock
from uuid import uuid4

from adapters.knowledge.file_index.generation import FileGeneration
from adapters.knowledge.file_index.index import MANIFEST, PATIENCE
from adapters.knowledge.file_index.manifest import Dropped, Manifest
from adapters.knowledge.file_index.refusals import translated
from domain.knowledge.generation import GenerationId

DROPPED = "dropped-"
"""What the names of folders begin with that are about to be removed."""


class FilePassageIndexes:
    """Any number of processes may open the folder.

    Each keeps what it opened until `close`, or until it opens another one and finds it dropped.
    """

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._patience = patience
        self._opening = Lock()
        self._opened: dict[GenerationId, FileGeneration] = {}

    def of(self, generation: GenerationId) -> FileGeneration:
        with self._opening:
            gone = [] if generation in self._opened else self._forgotten()
            if generation not in self._opened:
                folder = self._folder / generation.hex
                self._opened[generation] = FileGeneration(folder, self._patience)
            found = self._opened[generation]
        for one in gone:  # outside: it waits for whoever still reads
            one.close()
        return found

    def drop(self, generation: GenerationId) -> None:
        """Move its folder out of the way when no change is under way, and remove it then.

        Who has it open meanwhile goes on reading what is open, and notices at the next use. What
        a process left that died in between is removed by the next drop.
        """
        self.of(generation).close()
        folder = self._folder / generation.hex
        with translated():
            if folder.exists():
                self._move(folder)
            for dropped in self._folder.glob(f"{DROPPED}*"):
                rmtree(dropped, ignore_errors=True)

    def point(self, generation: GenerationId) -> None:
        """The folders are looked into by nobody but us."""

    def close(self) -> None:
        """Let go of files and memory; the next use opens them again."""
        with self._opening:
            opened = list(self._opened.values())
        for one in opened:
            one.close()

    def _forgotten(self) -> list[FileGeneration]:
        """Forget those that have no folder any more, or none yet, and return them."""
        gone = [one for one in self._opened if not (self._folder / one.hex).exists()]
        return [self._opened.pop(one) for one in gone]

    def _move(self, folder: Path) -> None:
        with (
            suppress(Dropped, FileNotFoundError),  # another process was faster
            closing(Manifest(folder / MANIFEST, self._patience)) as manifest,
            manifest.changing(),
        ):
            folder.rename(self._folder / f"{DROPPED}{uuid4().hex}")
