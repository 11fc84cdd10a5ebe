"""What tests against real databases stand on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from injector import Injector

from adapters.database.sql import SqlDatabase, open_database
from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY
from support.databases import emptied, fresh_sqlite
from support.kinds import DATABASES
from support.worlds import world_on_settings


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


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.service] if name == "postgres" else [])
        for name in DATABASES
        if name != "memory"
    ]
)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A database and an index on disk that outlive the workers which die on them."""
    url = (
        fresh_sqlite(tmp_path)
        if request.param == "sqlite"
        else emptied(request.getfixturevalue("postgres_database"))
    )
    return replace(
        MEMORY,
        home=tmp_path,
        database_url=url,
        events_url="database:",
        search_url="file:",
        lease_seconds=1,
    )


@pytest.fixture
def survivor(settings: Settings) -> Iterator[Injector]:
    with world_on_settings(settings) as world:
        yield world


@pytest.fixture
def command_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where commands that this process runs find an empty database, and files beside it."""
    monkeypatch.setenv("PORTICO_HOME", str(tmp_path))
    monkeypatch.setenv("PORTICO_DATABASE_URL", fresh_sqlite(tmp_path))
    monkeypatch.setenv("PORTICO_EMBEDDER_URL", "memory:")
    monkeypatch.chdir(tmp_path)
    return tmp_path
