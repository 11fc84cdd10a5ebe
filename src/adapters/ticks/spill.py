"""Batches that wait for the database, in files that outlive the process: each market its own."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Final

from adapters.ticks.spill_file import SpillFile
from adapters.ticks.spill_records import record_of
from application.ticks.feed import Name
from application.ticks.keeping import Batch, Damaged, SpillFull

MOST_BYTES: Final = 1 << 30


class FileSpill:
    """One process has a file; one that finds it taken has the next.

    Files of processes that are gone are taken over when their market is adopted.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._most = folder, most_bytes
        self._files: dict[Name, dict[Path, SpillFile]] = {}

    def add(self, batch: Batch) -> None:
        record = record_of(batch)
        if sum(one.end for one in self._all()) + len(record) > self._most:
            raise SpillFull(f"it has its {self._most:,} bytes")
        self._own(batch.name).add(record)

    def first(self, name: Name) -> Batch | None:
        file = self._waiting(name)
        return None if file is None else file.first()

    def done(self, name: Name) -> None:
        file = self._waiting(name)
        if file is not None:
            file.done()

    def damaged(self, name: Name) -> Sequence[Damaged]:
        return [told for one in self._files.get(name, {}).values() for told in one.damaged()]

    def adopt(self, name: Name) -> None:
        own = self._files.setdefault(name, {})
        for path in sorted(self._folder.glob(f"{_stem(name)}-*")):
            if path in own or not path.stat().st_size:
                continue
            if (file := _locked(path)) is not None:
                own[path] = SpillFile(file)

    def close(self) -> None:
        for file in self._all():
            file.close()
        self._files.clear()

    def _all(self) -> Iterator[SpillFile]:
        for own in self._files.values():
            yield from own.values()

    def _waiting(self, name: Name) -> SpillFile | None:
        files = self._files.get(name, {}).values()
        return next((one for one in files if one.first() is not None), None)

    def _own(self, name: Name) -> SpillFile:
        """Return a file to write to; raises SpillFull where none can be opened."""
        own = self._files.setdefault(name, {})
        if own:
            return next(iter(own.values()))
        for path in (self._folder / f"{_stem(name)}-{number}" for number in count()):
            try:
                file = _named(path)
            except OSError as error:
                raise SpillFull(str(error)) from error
            if file is not None:
                own[path] = SpillFile(file)
                return own[path]
        raise AssertionError("there is always a next file")


def _stem(name: Name) -> str:
    return f"spill-{name[0]}-{name[1].value}"


def _named(path: Path) -> int | None:
    """Return it as `_locked` does, with a name that outlives a power cut, as what it holds does."""
    file = _locked(path)
    if file is not None:
        try:
            _sync(path.parent)
        except OSError:
            os.close(file)
            raise
    return file


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _locked(path: Path) -> int | None:
    """Return the file, open; None where another one has it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file
