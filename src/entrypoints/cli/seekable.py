"""A file at the command line that is read from its beginning more than once."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import click

PART_BYTES = 1 << 20


@contextmanager
def seekable(path: Path, most: int) -> Iterator[BinaryIO]:
    """Open it; what comes through a pipe is copied to the disk first.

    Raises ClickException for more than `most` bytes.
    """
    with path.open("rb") as given, TemporaryFile() as copy:
        content = given if path.is_file() else _copied(given, copy, most)
        if content.seek(0, SEEK_END) > most:
            raise click.ClickException(f"{path}: it may have {most} bytes")
        content.seek(0)
        yield content


def _copied(given: BinaryIO, copy: BinaryIO, most: int) -> BinaryIO:
    """Copy no more than shows that it is too large: a pipe may have no end."""
    while copy.tell() <= most and (part := given.read(PART_BYTES)):
        copy.write(part)
    return copy
