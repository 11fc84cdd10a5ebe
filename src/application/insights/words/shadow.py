"""Have a second model write beside the first: it is judged, kept, and shown to nobody."""

from application.insights.words.ports import DraftLog
from application.insights.words.redraft import Redraft
from application.jobs.ports import Lease
from application.service import service
from domain.insights.words.draft import DraftId


@service
class ShadowDraft:
    """The handler of `shadow_draft` jobs; without a `shadow` none is written any more."""

    log: DraftLog
    shadow: Redraft | None

    def __call__(self, lease: Lease) -> None:
        draft = self.log.by_id(lease.job.organisation_id, DraftId(lease.job.subject))
        if draft is None or draft.shadow is not None or self.shadow is None:
            self.log.keep_shadow(lease, None)
            return
        self.log.keep_shadow(lease, self.shadow(draft).reply)

    def give_up(self, lease: Lease) -> None:
        self.log.keep_shadow(lease, None)
