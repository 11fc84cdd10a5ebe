"""A document is gone: what was quoted from it is not shown any more."""

from dataclasses import dataclass
from uuid import UUID

from application.conversations.ports import ConversationsStore
from application.messaging.ports import EventRecord
from domain.ids import DocumentId

GROUP = "conversations"


@dataclass(frozen=True, slots=True)
class WithdrawEvidence:
    """The handler of `document.deleted`."""

    store: ConversationsStore

    def __call__(self, record: EventRecord) -> None:
        with self.store.transaction() as work:
            if work.inbox.admit(GROUP, record.id):
                work.messages.withdraw(record.organisation_id, DocumentId(UUID(record.key)))
                work.commit()
