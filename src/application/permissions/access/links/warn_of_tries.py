"""Whoever made a link is told that somebody tries it again and again."""

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Lease, job_for
from application.permissions.access.invitations.ports import InvitationStore
from application.permissions.access.links.ports import GuestLinksReader, LinkMail, LinkThrottle
from application.permissions.access.people import People
from application.service import service
from domain.permissions.access.guest_link import GuestLink, LinkId, SecretDigest

MAIL, WARN_OF_TRIES = "mail", "warn_of_tries"


@service
class RaiseAlarm:
    store: InvitationStore
    reader: GuestLinksReader
    throttle: LinkThrottle
    clock: Clock
    ids: IdSource

    def __call__(self, digest: SecretDigest) -> None:
        """Have a letter sent, if the link is there and none was sent for it within a day."""
        link = self.reader.by_digest(digest)
        if link is None or not self.throttle.may_warn(digest):
            return
        job = job_for(
            link.id, id=self.ids.new(), queue=MAIL, kind=WARN_OF_TRIES,
            organisation_id=link.organisation_id,
        )  # fmt: skip
        with self.store.transaction() as work:
            work.jobs.enqueue(job, at=self.clock.now())
            work.commit()


@service
class WarnOfTries:
    store: InvitationStore
    people: People
    mail: LinkMail

    def __call__(self, lease: Lease) -> None:
        """Send it, unless the link is gone; a crash after that sends it twice."""
        link = self._link(lease)
        maker = None if link is None else self.people.named([link.created_by]).get(link.created_by)
        if link is not None and maker is not None:
            self.mail.warn(maker.email, link.id)
        self._finish(lease)

    def give_up(self, lease: Lease) -> None:
        """Let it be: whoever goes on trying brings about the next one."""
        self._finish(lease)

    def _link(self, lease: Lease) -> GuestLink | None:
        with self.store.transaction() as work:
            return work.access.links.by_id(lease.job.organisation_id, LinkId(lease.job.subject))

    def _finish(self, lease: Lease) -> None:
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()
