"""Databases in which Ada, Ben and Eve are at home: copies of one in which they settled once."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from support.databases import emptied, fresh_sqlite, is_kept, keep, restored
from support.worlds import world_on

SETTLED = "settled"


@cache
def _template() -> Path:
    folder = Path(mkdtemp(prefix="portico-"))
    with world_on(fresh_sqlite(folder), folder):
        pass
    return folder / "portico.db"


def settled_sqlite(folder: Path) -> str:
    """Return the URL of an SQLite file in the folder in which they are at home."""
    file = Path(shutil.copy(_template(), folder / "portico.db"))
    return f"sqlite:///{file}"


def settled_postgres(url: str) -> str:
    """Let a PostgreSQL database hold nothing but those who are at home, and return its URL."""
    if not is_kept(url, SETTLED):
        folder = Path(mkdtemp(prefix="portico-"))
        with world_on(emptied(url), folder):
            pass
        keep(url, SETTLED)
    return restored(url, SETTLED)
