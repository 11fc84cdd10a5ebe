"""Passages written, a document's and a cut's at a time."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert

from adapters.knowledge.rows import passage_row
from adapters.knowledge.tables import passages
from domain.ids import DocumentId
from domain.knowledge.passage import Passage


def keep_passages(connection: Connection, document_id: DocumentId, kept: Sequence[Passage]) -> None:
    """Replace the document's passages of the same cut; without any there is nothing to replace."""
    if not kept:
        return
    same = (passages.c.document_id == document_id, passages.c.cut == str(kept[0].cut))
    connection.execute(delete(passages).where(*same))
    connection.execute(insert(passages), [passage_row(passage) for passage in kept])
