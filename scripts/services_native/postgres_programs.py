"""Where PostgreSQL's programs are; Debian keeps the server's off the PATH."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from .commands import run
from .service import Failed

BINARIES = ("initdb", "postgres", "psql")


def program(name: str) -> Path:
    folder = binaries()
    if folder is None:
        raise Failed(f"{name} is no longer installed")
    return folder / name


def binaries() -> Path | None:
    """The first folder that holds a whole server: on PATH, by pg_config, the newest of Debian."""
    found = (each for each in _candidates() if all((each / name).exists() for name in BINARIES))
    return next(found, None)


def _candidates() -> Iterator[Path]:
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    if said := run(["pg_config", "--bindir"]).stdout.strip():
        yield Path(said)
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda each: float(each.parent.name), reverse=True)
