"""Erase somebody: destroy the key that seals what is about them, and what was made of it."""

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.events.consumers.hand_in_documents import TYPES, Documents
from application.events.erasing.ports import Erasures
from application.events.ports import Seals
from application.ids import IdSource
from application.service import service
from domain.access import Level
from domain.events.erasure import Erasure, ErasureNotFound
from domain.events.subject import canonical_subject
from domain.ids import DocumentId
from domain.principal import Principal


@service
class EraseSubject:
    access: Access
    seals: Seals
    erasures: Erasures
    documents: Documents
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, subject: str) -> Erasure:
        """Make what is kept about them unreadable, from now on, wherever it lies.

        Once more is fine, and also removes documents that a crash left behind. What is told of
        them later is sealed with a new key. Raises LevelNotHeld for who does not administer.
        """
        require(self.access, by, Level.ADMINISTER, by.organisation_id, ErasureNotFound)
        [pseudonym] = self.seals.pseudonyms(by.organisation_id, [canonical_subject(subject)])
        erasure = self.erasures.erase(
            Erasure(
                id=self.ids.new(),
                organisation_id=by.organisation_id,
                subject=pseudonym,
                key_id=None,
                asked_by=by.user_id,
                asked_at=self.clock.now(),
            )
        )
        keys = self.erasures.keys_of(by.organisation_id, pseudonym)
        for entry in self.erasures.entries(keys, TYPES):
            self.documents.remove(by, DocumentId(entry))
        return erasure
