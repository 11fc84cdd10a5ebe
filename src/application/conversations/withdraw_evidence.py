"""A document is gone: what was quoted and said from it is kept no more."""

from collections.abc import Collection
from uuid import UUID

from application.conversations.ports import ConversationsStore, EvidenceFinder
from application.messaging.ports import EventRecord
from application.service import service
from domain.ids import DocumentId, OrganisationId

GROUP = "conversations"


@service
class WithdrawEvidence:
    """The handler of `document.deleted`."""

    store: ConversationsStore

    def __call__(self, record: EventRecord) -> None:
        with self.store.transaction() as work:
            if work.inbox.admit(GROUP, record.id):
                work.messages.withdraw(record.organisation_id, DocumentId(UUID(record.key)))
                work.commit()


def withdraw_deleted(
    store: ConversationsStore,
    evidence: EvidenceFinder,
    organisation_id: OrganisationId,
    cited: Collection[DocumentId],
) -> bool:
    """Withdraw those that were deleted while a run told of them; returns whether any were.

    To be called when the run has ended: whoever deletes one from then on finds what it left.
    """
    gone = evidence.deleted(organisation_id, cited)
    if gone:
        with store.transaction() as work:
            for document_id in sorted(gone):
                work.messages.withdraw(organisation_id, document_id)
            work.commit()
    return bool(gone)
