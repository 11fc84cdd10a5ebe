"""Take a share back."""

from application.clock import Clock
from application.permissions.access.changing import begin, done
from application.permissions.access.ending import end
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.sharing.finding import share_for
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.grant import Grant, GrantId, Subject, SubjectKind
from domain.principal import Principal


@service
class RevokeGrant:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, id: GrantId) -> Changed[Grant]:
        """Whoever manages the resource may, and who was given it; what came through it goes too.

        Raises OrganisationNotFound, GrantNotFound, LevelNotHeld, NotAShare.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, id)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, id: GrantId) -> Changed[Grant]:
        now = self.clock.now()
        begin(work, by)
        gone = share_for(work, by, id, needed=_needed(work, by, id), now=now)
        end(work, by, [gone], at=now)
        return done(work, by, gone, "share.revoke", gone.scope_id, at=now, facts=gone.facts)


def _needed(work: AccessWork, by: Principal, id: GrantId) -> Level:
    held = work.grants.by_id(by.organisation_id, id)
    own = held is not None and held.subject == Subject(SubjectKind.PERSON, by.user_id)
    return Level.VIEW if own and by.is_unbound else Level.MANAGE
