"""Show what is left of somebody who was erased: by looking into every place, now."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from application.access.ports import Access
from application.access.require import require
from application.events.consumers.hand_in_documents import TYPES, Documents
from application.events.erasing.ports import Erasures
from application.service import service
from domain.access import Level
from domain.events.erasure import Erasure, ErasureNotFound, Place
from domain.ids import DocumentId
from domain.principal import Principal


@service
class ReadErasure:
    access: Access
    erasures: Erasures
    documents: Documents

    def __call__(self, by: Principal, id: UUID) -> tuple[Erasure, Sequence[Place]]:
        """Raises ErasureNotFound, LevelNotHeld."""
        require(self.access, by, Level.MANAGE, by.organisation_id, ErasureNotFound)
        found = self.erasures.by_id(by.organisation_id, id)
        if found is None:
            raise ErasureNotFound
        return found, list(self._places(by, found))

    def _places(self, by: Principal, erasure: Erasure) -> Iterator[Place]:
        keys = self.erasures.keys_of(by.organisation_id, erasure.subject)
        there = self.erasures.keys_left(keys)
        yield Place("subject_keys", 0, there)
        for name, number in self.erasures.sealed(keys).items():
            yield Place(name, 0 if there else number, number if there else 0)
        made = [DocumentId(one) for one in self.erasures.entries(keys, TYPES)]
        yield Place("documents", 0, sum(self.documents.are_left(by, one) for one in made))
