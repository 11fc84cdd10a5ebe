"""The tables of a first start are made beside the imports, or after them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entrypoints.cli import composed, readiness
from entrypoints.cli.readiness import ready_tables, tables_ahead
from entrypoints.composition.schema import Schema, is_first_start
from entrypoints.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", embedder_url="memory:", sign_in="local")


def is_current(settings: Settings) -> bool:
    schema: Schema = composed(settings).get(Schema)
    try:
        return schema.is_current()
    finally:
        schema.let_go()


def test_they_are_there_when_all_is_imported(settings: Settings) -> None:
    assert is_first_start(settings)
    with tables_ahead(settings):
        """Here it is imported."""
    assert is_current(settings)
    assert not is_first_start(settings)


def test_what_cannot_be_made_ahead_is_made_after(settings: Settings, monkeypatch: Any) -> None:
    def fail(_: Settings) -> None:
        raise OSError("the disk is busy")

    monkeypatch.setattr(readiness, "make_tables", fail)
    with tables_ahead(settings):
        """It fails beside."""
    assert not is_current(settings)
    ready_tables(composed(settings))
    assert is_current(settings)


@pytest.mark.parametrize(
    "url", ["memory:", "sqlite:////tmp/elsewhere.db", "postgresql+psycopg://portico@127.0.0.1/p"]
)
def test_other_databases_are_left_alone(settings: Settings, url: str) -> None:
    assert not is_first_start(replace(settings, database_url=url))
