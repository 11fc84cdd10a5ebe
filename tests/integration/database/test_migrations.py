"""Migrations go up, down and up again, and agree with the tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from adapters.database.migrations import downgrade, is_current, upgrade
from adapters.database.sql import SqlDatabase, open_database
from adapters.database.tables import metadata
from support.databases import own_postgres
from support.services import url_of
from support.started import started


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.service)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlDatabase]:
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{tmp_path / 'new.db'}")
        yield opened
        opened.engine.dispose()
        return
    with own_postgres(url_of("PORTICO_TEST_POSTGRES_URL", "PostgreSQL")) as url:
        opened = open_database(url)
        downgrade(opened)
        yield opened
        opened.engine.dispose()


def names(database: SqlDatabase) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(database: SqlDatabase) -> None:
    upgrade(database)
    assert names(database) == set(metadata.tables)
    downgrade(database)
    assert names(database) == set()
    upgrade(database)
    assert names(database) == set(metadata.tables)


def test_tables_and_migrations_agree(database: SqlDatabase) -> None:
    upgrade(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_database_knows_whether_it_is_current(database: SqlDatabase) -> None:
    assert not is_current(database)
    upgrade(database)
    assert is_current(database)
    upgrade(database)
    assert is_current(database)


@pytest.mark.slow
def test_two_processes_that_migrate_at_once_do_not_disturb_each_other(
    database: SqlDatabase, tmp_path: Path
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    settings = {"PORTICO_DATABASE_URL": url, "PORTICO_HOME": str(tmp_path)}
    command = ("-m", "entrypoints.cli", "migrate")
    with started(*command, settings=settings) as one, started(*command, settings=settings) as other:
        assert (one.wait(30), other.wait(30)) == (0, 0)

    assert is_current(database)
