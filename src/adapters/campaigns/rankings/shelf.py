"""Columns of large files, kept beside their rows: to read them takes a tenth of reading rows.

They are found again by how many rows their file had, which only ever grows while it is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Protocol
from uuid import UUID

import msgspec
import numpy as np
from sqlalchemy import Connection, select

from adapters.campaigns.rankings.chosen import Numbers
from adapters.campaigns.rankings.columns import NAMES, WIDE, FileColumns
from adapters.campaigns.tables import performance_columns, performance_files
from adapters.database.inserts import save
from adapters.database.sql import SqlDatabase
from application.errors import Unavailable
from application.service import service
from domain.campaigns.performance_file import FileState

FEWEST_ROWS: Final = 50_000
"""That are worth it."""
AT_ONCE: Final = 500_000
"""Numbers of one piece: a transaction of its own, of some milliseconds."""
PATIENCE: Final = 0.5
INFLUENCERS: Final = "names"
kept, file = performance_columns.c, performance_files.c


class Shelf(Protocol):
    def find(self, file_id: UUID, size: int) -> FileColumns | None:
        """Return the columns of the file as it is with so many rows, if all of them are kept."""

    def keep(self, file_id: UUID, columns: FileColumns) -> None:
        """Keep them if that can be done now, and if the file is still published."""


class NoShelf:
    def find(self, file_id: UUID, size: int) -> FileColumns | None:
        return None

    def keep(self, file_id: UUID, columns: FileColumns) -> None: ...


@service
class SqlShelf:
    database: SqlDatabase
    fewest: int = FEWEST_ROWS

    def find(self, file_id: UUID, size: int) -> FileColumns | None:
        if size < self.fewest:
            return None
        its = select(kept.name, kept.told).where(kept.file_id == file_id, kept.rows == size)
        told: dict[str, list[bytes]] = {}
        with self.database.reading() as connection:
            for name, piece in connection.execute(its.order_by(kept.name, kept.place)):
                told.setdefault(name, []).append(bytes(piece))
        return _columns(told, size)

    def keep(self, file_id: UUID, columns: FileColumns) -> None:
        """Give up where others write: then rows are read again after the next start."""
        if columns.size < self.fewest:
            return
        try:
            for name, place, told in _pieces(columns):
                row = {"file_id": file_id, "name": name, "place": place, "told": told}
                with self.database.writing(PATIENCE) as connection:
                    if not _is_published(connection, file_id):
                        return
                    save(connection, performance_columns, {**row, "rows": columns.size})
                    connection.commit()
        except Unavailable:
            return


def _is_published(connection: Connection, file_id: UUID) -> bool:
    """Look, and let nobody withdraw it until the transaction ends."""
    its = select(file.state).where(file.id == file_id).with_for_update(read=True)
    return connection.scalar(its) == FileState.PUBLISHED.value


def _pieces(columns: FileColumns) -> Iterator[tuple[str, int, bytes]]:
    for place, some in enumerate(_slices(columns.names)):
        yield INFLUENCERS, place, msgspec.json.encode(some.tolist())
    for name in NAMES:
        for place, some in enumerate(_slices(columns.columns[name])):
            yield name, place, some.astype(_type(name)).tobytes()


def _slices(numbers: Numbers) -> Iterator[Numbers]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]


def _columns(told: Mapping[str, Sequence[bytes]], size: int) -> FileColumns | None:
    """Return None where anything is missing, or is not what was kept."""
    if told.keys() != {INFLUENCERS, *NAMES}:
        return None
    names = [one for piece in told[INFLUENCERS] for one in msgspec.json.decode(piece)]
    columns: dict[str, Any] = {
        name: np.frombuffer(b"".join(told[name]), dtype=_type(name)) for name in NAMES
    }
    is_whole = all(len(one) == size for one in columns.values())
    if not is_whole or int(columns["influencer"].max(initial=-1)) >= len(names):
        return None
    return FileColumns(np.array(names, dtype=np.str_), columns)


def _type(name: str) -> np.dtype[Any]:
    """Return the column's type, its lowest byte first, whatever machine kept it."""
    return np.dtype(WIDE.get(name, np.int32)).newbyteorder("<")
