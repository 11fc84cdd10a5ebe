"""What tests against real databases stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.database.sql import SqlDatabase, open_database
from support.databases import emptied, fresh_sqlite


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.service)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlDatabase]:
    """A migrated, empty database of each relational kind, opened."""
    if request.param == "sqlite":
        url = fresh_sqlite(tmp_path)
    else:
        url = emptied(request.getfixturevalue("postgres_database"))
    opened = open_database(url)
    yield opened
    opened.engine.dispose()
