"""Databases and an index on disk that outlive the workers which die on them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from injector import Injector

from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY
from support.databases import emptied, fresh_sqlite
from support.worlds import DATABASES, world_on_settings


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.service] if name == "postgres" else [])
        for name in DATABASES
        if name != "memory"
    ]
)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
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
