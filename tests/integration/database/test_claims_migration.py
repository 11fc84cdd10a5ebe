"""Which documents stand for which bytes: kept on the way up and down, hidden doubles too."""

from uuid import UUID

from sqlalchemy import insert, inspect, select, text

from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.knowledge.rows import claim_row, document_row
from adapters.knowledge.sql_reader import SqlKnowledgeReader
from adapters.knowledge.tables import document_digests, documents
from domain.ids import DocumentId
from domain.knowledge.document import Document
from support.documents import a_document
from support.people import ADA, BEN

KEYS = ["organisation_id", "digest"]


def test_claims_go_down_and_up_again(database: SqlDatabase) -> None:
    kept = [a_document(b"same"), a_document(b"same"), a_document(b"same", by=BEN)]
    kept += [a_document(b"other")]
    with database.writing() as connection:
        connection.execute(insert(documents), [document_row(one) for one in kept])
        claims = [claim_row(one, one.digest) for one in kept]
        connection.execute(insert(document_digests), claims)
        connection.commit()

    downgrade(database, "0049")

    assert key(database) == [*KEYS, "owner_id"]
    with database.reading() as connection:
        asked = text("SELECT owner_id FROM document_digests WHERE digest = :digest")
        owners = connection.scalars(asked, {"digest": kept[0].digest})
        assert {UUID(str(one)) for one in owners} == {ADA.user_id, BEN.user_id}

    upgrade(database)

    assert key(database) == [*KEYS, "document_id"]
    assert standing(database, kept[0]) == {min(kept[0].id, kept[1].id), kept[2].id}
    assert standing(database, kept[3]) == {kept[3].id}
    with database.reading() as connection:
        assert set(connection.scalars(select(documents.c.id))) == {one.id for one in kept}


def key(database: SqlDatabase) -> list[str]:
    found = inspect(database.engine).get_pk_constraint("document_digests")
    return list(found["constrained_columns"])


def standing(database: SqlDatabase, like: Document) -> set[DocumentId]:
    found = SqlKnowledgeReader(database).by_digest(like.organisation_id, like.digest)
    return {one.id for one in found}
