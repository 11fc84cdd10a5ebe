"""What is in the tables of performance files, whatever keeps them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from injector import Injector
from sqlalchemy import select

from adapters.campaigns.files.memory import ROWS, InMemoryFilesStore
from adapters.campaigns.files.sql import SqlFilesStore
from adapters.campaigns.tables import performance_rows
from application.campaigns.files.ports import FilesStore
from domain.campaigns.performance_file import PerformanceFile

Send = Callable[..., PerformanceFile]


def rows_of(world: Injector, file_id: UUID) -> list[tuple[Any, ...]]:
    """Return number, campaign, influencer, counts and rate of each row that is kept."""
    store = world.get(FilesStore)
    if isinstance(store, InMemoryFilesStore):
        kept = store.database.rows(ROWS).items()
        return sorted((key[1], *told[:7]) for key, told in kept if key[0] == file_id)
    assert isinstance(store, SqlFilesStore)
    names = "row campaign_id influencer_id likes comments shares views rate".split()
    its = performance_rows.c
    asked = select(*(its[name] for name in names)).where(its.file_id == file_id).order_by(its.row)
    with store.database.reading() as connection:
        return [tuple(row) for row in connection.execute(asked)]
