"""Knowledge asks conversations what they still quote of a document that was deleted."""

from dataclasses import dataclass

from application.conversations.ports import ConversationsReader
from domain.ids import DocumentId, OrganisationId


@dataclass(frozen=True, slots=True)
class Quotations:
    reader: ConversationsReader
    name: str = "conversations"

    def count(self, organisation_id: OrganisationId, document_id: DocumentId) -> int:
        return self.reader.quotations(organisation_id, document_id)
