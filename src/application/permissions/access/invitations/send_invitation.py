"""Write the letter of an invitation, after the request that gave it is over."""

from dataclasses import replace
from datetime import timedelta

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import JobId, Lease
from application.permissions.access.invitations.ports import (
    InvitationLetter,
    InvitationMail,
    InvitationReader,
    InvitationStore,
    InvitationTokens,
)
from application.permissions.access.ports import OrganisationsReader
from application.service import service
from domain.permissions.access.invitation import Invitation, InvitationId

LATER = timedelta(minutes=5)


@service
class SendInvitation:
    store: InvitationStore
    reader: InvitationReader
    organisations: OrganisationsReader
    mail: InvitationMail
    tokens: InvitationTokens
    clock: Clock
    ids: IdSource

    def __call__(self, lease: Lease) -> None:
        """Send it, unless it is over or withdrawn; a crash after that sends it twice."""
        invitation = self._open(lease)
        if invitation is not None:
            self.mail.send(self._letter(invitation))
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

    def give_up(self, lease: Lease) -> None:
        """Begin again later, as long as the letter would still be of use."""
        invitation = self._open(lease)
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            if invitation is not None:
                again = replace(lease.job, id=JobId(self.ids.new()))
                work.jobs.enqueue(again, at=self.clock.now() + LATER)
            work.commit()

    def _open(self, lease: Lease) -> Invitation | None:
        found = self.reader.invitation(InvitationId(lease.job.subject))
        return found if found is not None and found.is_alive(self.clock.now()) else None

    def _letter(self, invitation: Invitation) -> InvitationLetter:
        organisation = self.organisations.find(invitation.organisation_id)
        return InvitationLetter(
            to=invitation.email,
            organisation="" if organisation is None else organisation.name,
            token=self.tokens.token(invitation.id),
            expires_at=invitation.expires_at,
        )
