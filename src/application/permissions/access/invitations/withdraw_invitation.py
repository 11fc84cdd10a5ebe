"""Take an invitation back before it is accepted."""

from application.clock import Clock
from application.permissions.access.changing import begin, done, require
from application.permissions.access.invitations.ports import InvitationStore
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import InvitationNotFound
from domain.permissions.access.invitation import Invitation, InvitationId
from domain.principal import Principal


@service
class WithdrawInvitation:
    store: InvitationStore
    clock: Clock

    def __call__(self, by: Principal, id: InvitationId) -> Changed[Invitation]:
        """Those who manage what it leads into may, and once that is gone, the whole.

        Raises OrganisationNotFound, InvitationNotFound, LevelNotHeld.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            root = begin(work.access, by).id
            held = work.invitations.by_id(id)
            if held is None or held.organisation_id != root:
                raise InvitationNotFound
            into = work.access.scopes.by_id(root, held.scope_id)
            require(work.access, by, into.id if into else root, Level.MANAGE, now=now)
            work.invitations.remove(id)
            changed = done(work.access, by, held, "invitation.withdraw", id, at=now)
            work.commit()
        return changed
