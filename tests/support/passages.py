"""What an index holds of a document."""

from application.knowledge.ports import PassageIndex
from domain.ids import DocumentId, OrganisationId


def held_of(index: PassageIndex, organisation_id: OrganisationId, document_id: DocumentId) -> int:
    """Count its passages, found or not."""
    return index.counted(organisation_id, [document_id]).get(document_id, 0)
