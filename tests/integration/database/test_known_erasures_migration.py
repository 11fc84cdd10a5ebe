"""What is left of documents that were deleted before is for those who did, as the audit tells."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import insert

from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.knowledge.rows import document_row
from adapters.knowledge.sql_reader import SqlKnowledgeReader
from adapters.knowledge.tables import documents
from adapters.permissions.access.rows import entry_row
from adapters.permissions.access.tables import audit_entries
from domain.ids import UserId
from domain.knowledge.document import Document
from domain.permissions.access.audit import AuditEntry, Deed
from support.documents import a_document
from support.people import ADA, NOON

EVE = UserId(UUID(int=77))


def test_who_deleted_it_is_taken_from_the_audit(database: SqlDatabase) -> None:
    told, untold = (a_document().deleted(now=NOON) for _ in range(2))
    there = a_document()
    home = ADA.organisation_id
    deed = Deed(home, NOON, EVE, "thing.remove", told.id, {"kind": "document"})
    with database.writing() as connection:
        connection.execute(insert(audit_entries), entry_row(AuditEntry.after(None, deed)))
        connection.commit()
    downgrade(database, "0050")
    with database.writing() as connection:
        rows = [document_row(one) for one in (told, untold, there)]
        old = [{name: row[name] for name in row if name != "known_to"} for row in rows]
        connection.execute(insert(documents), old)
        connection.commit()

    upgrade(database)

    assert erased(database, told) == replace(told, known_to=frozenset({EVE}))
    assert erased(database, untold) == untold
    assert SqlKnowledgeReader(database).document(home, there.id) == there


def erased(database: SqlDatabase, document: Document) -> Document | None:
    return SqlKnowledgeReader(database).erased(document.organisation_id, document.id)
