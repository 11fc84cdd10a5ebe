"""Migrations go up, down and up again, and agree with the tables."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import LargeBinary, Uuid, column, insert, inspect, table

from adapters.database.migrations import downgrade, is_current, newest, upgrade
from adapters.database.sql import SqlDatabase, open_database
from adapters.database.tables import metadata
from adapters.knowledge.sql_reader import SqlKnowledgeReader
from adapters.knowledge.tables import documents
from domain.ids import OrganisationId
from domain.knowledge.content import Digest
from domain.knowledge.passage import Page
from support.databases import own_postgres
from support.people import NOON
from support.services import url_of
from support.started import started

OLD_CONTENTS = table("document_contents", column("document_id", Uuid), column("bytes", LargeBinary))
OLD_PAGES = table("document_pages", column("document_id", Uuid), column("number"), column("text"))


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


def test_one_that_is_a_migration_behind_is_not_current(database: SqlDatabase) -> None:
    upgrade(database)
    downgrade(database, "-1")
    assert not is_current(database)


def test_the_newest_revision_is_the_one_that_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[3] / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [newest()]


@pytest.mark.slow
def test_two_processes_that_migrate_at_once_do_not_disturb_each_other(
    database: SqlDatabase, tmp_path: Path
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    settings = {"PORTICO_DATABASE_URL": url, "PORTICO_HOME": str(tmp_path)}
    command = ("-m", "entrypoints.cli", "migrate")
    with started(*command, settings=settings) as one, started(*command, settings=settings) as other:
        assert (one.wait(60), other.wait(60)) == (0, 0)

    assert is_current(database)


def test_documents_from_before_versions_keep_their_content(database: SqlDatabase) -> None:
    upgrade(database, "0003")
    document = {
        "id": UUID(int=1), "organisation_id": UUID(int=2), "owner_id": UUID(int=3),
        "title": "Old", "media_type": "text/plain", "size": 3, "digest": "d", "version": 1,
        "state": "ready", "pages": 1, "passages": 0, "created_at": NOON, "updated_at": NOON,
    }  # fmt: skip
    with database.writing() as connection:
        connection.execute(insert(documents).inline(), document)
        part = {"document_id": UUID(int=1)}
        connection.execute(insert(OLD_CONTENTS), {**part, "bytes": b"old"})
        connection.execute(insert(OLD_PAGES), {**part, "number": 1, "text": "old"})
        connection.commit()

    for target in ("0004", "0003", "head"):
        (downgrade if target == "0003" else upgrade)(database, target)
    reader = SqlKnowledgeReader(database)
    (by_bytes,) = reader.by_digest(OrganisationId(UUID(int=2)), Digest("d"))
    assert (by_bytes.version, by_bytes.revision, by_bytes.last_version) == (1, 1, 1)
    assert reader.content(by_bytes.organisation_id, by_bytes.id, 1) == b"old"
    assert reader.page(by_bytes.organisation_id, by_bytes.id, 1, 1) == Page(1, "old")
    keys = inspect(database.engine).get_pk_constraint("document_pages")["constrained_columns"]
    assert keys == ["document_id", "version", "number"]
