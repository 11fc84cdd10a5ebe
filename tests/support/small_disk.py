"""A disk that is soon full: a file system in memory, mounted for one test."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

LAZILY = 2  # MNT_DETACH: whoever has a file open there keeps it
LIBC = ctypes.CDLL(None, use_errno=True)


class SmallDisk:
    """`ballast` takes what room is left, to the last byte; without it there is room again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._ballast = folder, folder / "ballast"

    def fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while file.write(bytes(size)):
                        pass
                except OSError:  # there is no room for so much
                    continue

    def free(self) -> None:
        self._ballast.unlink()


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[SmallDisk]:
    """Mount so many bytes there; the test is skipped where nobody may mount."""
    folder.mkdir()
    target, options = os.fsencode(folder), f"size={size}".encode()
    if LIBC.mount(b"none", target, b"tmpfs", 0, options):
        pytest.skip(f"nothing can be mounted here: {os.strerror(ctypes.get_errno())}")
    try:
        yield SmallDisk(folder)
    finally:
        LIBC.umount2(target, LAZILY)
