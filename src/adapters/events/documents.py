"""Documents of events, as the knowledge context keeps them."""

from dataclasses import dataclass

from application.events.consumers.hand_in_documents import Written
from application.events.processing.ports import Poisoned
from application.knowledge.delete_document import DeleteDocument
from application.knowledge.erasure import ReadErasure
from application.knowledge.receive_document import NewDocument, ReceiveDocument
from domain.errors import DomainError, NotFound
from domain.ids import DocumentId
from domain.principal import Principal

PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class KnowledgeDocuments:
    receive: ReceiveDocument
    delete: DeleteDocument
    erasure: ReadErasure

    def hand_in(self, by: Principal, id: DocumentId, written: Written) -> None:
        new = NewDocument(id, written.title, PLAIN, written.text.encode())
        try:
            self.receive(by, new)
        except DomainError as refusal:
            raise Poisoned(refusal.code, str(refusal)) from refusal

    def remove(self, by: Principal, id: DocumentId) -> None:
        try:
            self.delete(by, id)
        except NotFound:
            return

    def are_left(self, by: Principal, id: DocumentId) -> bool:
        try:
            return self.erasure(by, id).purged_at is None
        except NotFound:
            return False
