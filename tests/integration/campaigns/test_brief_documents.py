"""How words of briefs are found by the documents that they were told of."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

import pytest
from injector import Injector
from sqlalchemy import insert, select

from adapters.campaigns.briefs.rows import to_writing, told_to_rows, writing_to_row
from adapters.campaigns.briefs.sql import SqlWritings, told_of
from adapters.campaigns.briefs.tables import brief_documents, brief_writings
from adapters.database.inserts import insert_once
from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.idempotency.tables import idempotency_keys
from adapters.knowledge.rows import document_row
from adapters.knowledge.tables import documents
from application.campaigns.briefs.ports import Writings
from domain.ids import DocumentId
from integration.campaigns.test_ranking_plans import plan
from support.documents import a_document, delete, keep
from support.people import ADA, NOON
from support.written_words import a_writing_told_of, finished

ELSEWHERE, SOME_SECONDS = 2_000, 0.3


@pytest.fixture
def writings(world: Injector) -> SqlWritings:
    found = world.get(Writings)
    if not isinstance(found, SqlWritings):
        pytest.skip("there are no plans and no locks in memory")
    return found


def test_words_of_a_document_are_found_by_its_key(world: Injector, writings: SqlWritings) -> None:
    document = keep(world, a_document())
    writing = a_writing_told_of(document.id)
    assert finished(writings, writing)
    others = [a_writing_told_of(DocumentId(uuid4())) for _ in range(ELSEWHERE)]
    with writings.database.writing() as connection:
        connection.execute(insert(brief_writings), list(map(writing_to_row, others)))
        connection.execute(insert(brief_documents), [*chain(*map(told_to_rows, others))])
        connection.commit()
    told = plan(writings.database, told_of(ADA.organisation_id, document.id))
    for table in ("brief_documents", "brief_writings"):
        assert f"pk_{table}" in told or f"sqlite_autoindex_{table}_1" in told


def test_a_document_is_not_deleted_before_what_tells_of_it_is_kept(
    world: Injector, writings: SqlWritings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that who follows its deletion finds the words."""
    document, seen = keep(world, a_document()), list[bool]()
    with ThreadPoolExecutor(1) as threads:
        deleting = list[Future[None]]()

        def overtaken(*given: Any) -> bool:
            if given[1] is brief_writings:
                deleting.append(threads.submit(delete, world, document))
                wait(deleting, SOME_SECONDS)
                seen.append(deleting[0].done())
            return insert_once(*given)

        monkeypatch.setattr("adapters.campaigns.briefs.sql.insert_once", overtaken)
        assert finished(writings, a_writing_told_of(document.id))
        deleting[0].result(60)
    assert seen == [False]


def test_words_that_were_kept_before_are_found_and_those_of_what_is_gone_are_not_kept(
    database: SqlDatabase,
) -> None:
    here, gone = a_document(), a_document()
    told = {one.id: a_writing_told_of(one.id) for one in (here, gone)}
    apart = a_writing_told_of()
    answer = {
        "organisation_id": ADA.organisation_id, "fingerprint": "f", "resource_id": UUID(int=1),
        "reserved_at": NOON, "held_until": NOON, "status": 201, "body": b"words",
    }  # fmt: skip
    kept = {"brief": "/api/v1/campaign-briefs/1", "other": "/api/v1/conversations/1"}
    with database.writing() as connection:
        rows = [document_row(here), document_row(gone.deleted(now=NOON))]
        connection.execute(insert(documents), rows)
        writings = [writing_to_row(one) for one in (*told.values(), apart)]
        connection.execute(insert(brief_writings), writings)
        answers = [{**answer, "key": key, "headers": {"Location": at}} for key, at in kept.items()]
        connection.execute(insert(idempotency_keys), answers)
        connection.commit()

    downgrade(database, "0045")
    upgrade(database)

    with database.reading() as connection:
        found = {one.id: to_writing(one) for one in connection.execute(select(brief_writings))}
        named = connection.execute(select(brief_documents)).all()
        bodies = {one.key: one.body for one in connection.execute(select(idempotency_keys))}
    assert found[told[here.id].id] == told[here.id]
    assert found[told[gone.id].id] == told[gone.id].withdrawn()
    assert found[apart.id] == apart
    assert [(one.document_id, one.writing_id) for one in named] == [(here.id, told[here.id].id)]
    assert bodies == {"brief": b"", "other": b"words"}

    SqlWritings(database).withdraw(ADA.organisation_id, here.id)
    with database.reading() as connection:
        left = {one.id: to_writing(one) for one in connection.execute(select(brief_writings))}
    assert left[told[here.id].id] == told[here.id].withdrawn()
