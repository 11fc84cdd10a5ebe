"""Show that a deleted document is gone: by looking into every place that may hold some of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.access.ports import Access
from application.knowledge.clear_versions import indexed
from application.knowledge.ports import IndexesInUse, KnowledgeReader, Traces
from application.service import service
from domain.access import Level
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentNotFound
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


@service
class ReadErasure:
    reader: KnowledgeReader
    access: Access
    indexes: IndexesInUse
    elsewhere: Sequence[Traces]

    def __call__(self, by: Principal, id: DocumentId) -> Erasure:
        """Look everywhere, now.

        Who may manage the organisation may know what was deleted in it; others what they deleted,
        and what was theirs when it was. Raises DocumentNotFound for all else, and unless the
        document was deleted.
        """
        document = self.reader.erased(by.organisation_id, id)
        if document is None or document.deleted_at is None or not self._may_know(by, document):
            raise DocumentNotFound
        places = (
            *(Remainder(*counted) for counted in self.reader.remains(document).items()),
            Remainder(INDEX, indexed(self.indexes(), document)),
            *(Remainder(one.name, one.count(by.organisation_id, id)) for one in self.elsewhere),
        )
        is_gone = not any(place.remaining for place in places)
        purged_at = document.purged_at if is_gone else None
        return Erasure(id, document.deleted_at, purged_at, places)

    def _may_know(self, by: Principal, document: Document) -> bool:
        if by.user_id in document.known_to:
            return True
        held = self.access.level(by, by.organisation_id)
        return held is not None and held >= Level.MANAGE
