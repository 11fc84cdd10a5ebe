"""Show that a deleted document is gone: by looking into every place that may hold some of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.knowledge.ports import IndexesInUse, KnowledgeReader, PassageIndex, Traces
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentNotFound
from domain.knowledge.passage import version_id
from domain.principal import Principal

INDEX = "index"


@dataclass(frozen=True, slots=True)
class Remainder:
    """What was counted in one place: rows, entries or quotes, whatever it holds."""

    name: str
    remaining: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """`purged_at` is None as long as anything remains anywhere."""

    document_id: DocumentId
    deleted_at: datetime
    purged_at: datetime | None
    places: tuple[Remainder, ...]


@dataclass(frozen=True, slots=True)
class ReadErasure:
    reader: KnowledgeReader
    indexes: IndexesInUse
    elsewhere: Sequence[Traces]

    def __call__(self, by: Principal, id: DocumentId) -> Erasure:
        """Look everywhere, now; raises DocumentNotFound unless the document was deleted."""
        document = self.reader.erased(by.organisation_id, id)
        if document is None or document.deleted_at is None:
            raise DocumentNotFound
        places = (
            *(Remainder(*counted) for counted in self.reader.remains(document).items()),
            Remainder(INDEX, indexed(self.indexes(), document)),
            *(Remainder(one.name, one.count(by.organisation_id, id)) for one in self.elsewhere),
        )
        is_gone = not any(place.remaining for place in places)
        purged_at = document.purged_at if is_gone else None
        return Erasure(id, document.deleted_at, purged_at, places)


def indexed(indexes: Iterable[PassageIndex], document: Document) -> int:
    """Count the document's passages of every version in every index."""
    names = [version_id(document.id, 1 + before) for before in range(document.last_version)]
    return sum(index.count(document.organisation_id, name) for index in indexes for name in names)
