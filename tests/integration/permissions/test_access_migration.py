"""What was there before permissions belongs to whom it belonged to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert

from adapters.conversations.tables import conversations
from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase, open_database
from adapters.knowledge.tables import documents
from adapters.permissions.access.sql_reader import SqlAccessReader
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.principal import Principal
from support.databases import own_postgres
from support.people import NOON
from support.services import url_of

BEFORE = "0007"
ADMIN = UserId(UUID("018f0000-0000-7000-8000-000000000001"))
LOCAL = OrganisationId(UUID("018f0000-0000-7000-8000-000000000002"))
OTHER = UserId(UUID(int=7))
DOCUMENT, CONVERSATION, ELSEWHERE = UUID(int=21), UUID(int=22), UUID(int=23)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.service)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlDatabase]:
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{tmp_path / 'old.db'}")
        yield opened
        opened.engine.dispose()
        return
    with own_postgres(url_of("PORTICO_TEST_POSTGRES_URL", "PostgreSQL")) as url:
        opened = open_database(url)
        downgrade(opened, BEFORE)
        yield opened
        opened.engine.dispose()


def a_document(id: UUID, organisation_id: UUID) -> dict[str, Any]:
    return {
        "id": id, "organisation_id": organisation_id, "owner_id": OTHER, "title": "Old",
        "media_type": "text/plain", "size": 3, "digest": "d", "version": 1, "state": "ready",
        "pages": 1, "passages": 0, "index_version": 0, "created_at": NOON, "updated_at": NOON,
        "revision": 1, "last_version": 1,
    }  # fmt: skip


def test_what_there_was_stands_in_the_local_organisation(database: SqlDatabase) -> None:
    upgrade(database, BEFORE)
    conversation = {
        "id": CONVERSATION, "organisation_id": LOCAL, "owner_id": OTHER, "title": "Old",
        "document_ids": [], "version": 1, "created_at": NOON, "updated_at": NOON,
    }  # fmt: skip
    with database.writing() as connection:
        connection.execute(insert(documents), a_document(DOCUMENT, LOCAL))
        connection.execute(insert(documents), a_document(ELSEWHERE, UUID(int=9)))
        connection.execute(insert(conversations), conversation)
        connection.commit()

    upgrade(database)

    admin, reader = Principal(ADMIN, LOCAL), SqlAccessReader(database)
    things = [LOCAL, DOCUMENT, CONVERSATION, ELSEWHERE]
    assert reader.levels(admin, things, now=NOON) == dict.fromkeys(things[:3], Level.ADMINISTER)
    standing = reader.standing(Principal(OTHER, LOCAL), CONVERSATION)
    assert [one.inherits for one in standing.way] == [True, False]
    assert [(one.subject.id, one.level) for one in standing.grants] == [(OTHER, Level.MANAGE)]
    assert standing.way[-1].owner_id == OTHER
