"""A document is gone: what briefs said of it is kept no more."""

from uuid import UUID

from application.campaigns.briefs.ports import Writings
from application.messaging.ports import EventRecord
from application.service import service
from domain.ids import DocumentId

GROUP = "campaign-briefs"


@service
class WithdrawWords:
    """The handler of `document.deleted`; to do it twice is to do it once."""

    writings: Writings

    def __call__(self, record: EventRecord) -> None:
        self.writings.withdraw(record.organisation_id, DocumentId(UUID(record.key)))
