"""Whether documents are there, asked within a transaction of what was told of them."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from adapters.database.memory import MemoryTransaction
from adapters.knowledge.memory_tables import DOCUMENTS
from adapters.knowledge.tables import documents
from domain.ids import DocumentId, OrganisationId

its = documents.c


def all_stand(
    connection: Connection, organisation_id: OrganisationId, ids: Collection[DocumentId]
) -> bool:
    """Return whether none of them is deleted; none is until the transaction ends."""
    own = (its.organisation_id == organisation_id, its.deleted_at.is_(None), its.id.in_(ids))
    held = select(its.id).where(*own).order_by(its.id).with_for_update(read=True)
    return not ids or len(connection.execute(held).all()) == len(ids)


def all_stand_in_memory(
    work: MemoryTransaction, organisation_id: OrganisationId, ids: Collection[DocumentId]
) -> bool:
    """Return the same of dictionaries; who writes is alone."""
    held = (work.table(DOCUMENTS).get(one) for one in ids)
    return all(
        one and one.organisation_id == organisation_id and one.deleted_at is None for one in held
    )
