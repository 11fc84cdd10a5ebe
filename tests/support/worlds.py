"""The application composed on each database, for contract tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from injector import Injector

from entrypoints.composition import compose
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY

DATABASES = ["memory", "sqlite", "postgres"]


@contextmanager
def world_on(url: str, folder: Path) -> Iterator[Injector]:
    """Compose everything in memory but the database; its connections are closed at the end."""
    settings = replace(MEMORY, database_url=url, events_url="database:", home=folder)
    with world_on_settings(settings) as container:
        yield container


@contextmanager
def world_on_settings(settings: Settings) -> Iterator[Injector]:
    """Compose as the settings say; database connections are closed at the end."""
    container = compose(settings)
    yield container
    container.get(Schema).let_go()
