"""Found an organisation; who does so is its first admin."""

from dataclasses import dataclass

from application.clock import Clock
from application.ids import IdSource
from application.permissions.access.changing import done
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.ids import OrganisationId
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.grant import Grant, GrantId
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.role import Role
from domain.permissions.access.scope import Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    id: OrganisationId
    name: str


@service
class FoundOrganisation:
    store: AccessStore
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewOrganisation) -> Changed[Organisation]:
        """Which organisation `by` acts for does not matter; raises IdTaken, NameInvalid."""
        now = self.clock.now()
        founder = Principal(by.user_id, new.id)
        founded = Organisation.found(new.id, new.name, now=now)
        root = Scope.root(new.id, now=now)
        role = Grant.role(
            GrantId(self.ids.new()), root, by.user_id, Role.ADMIN, given_by=by.user_id, now=now
        )
        with self.store.transaction() as work:
            if not (work.organisations.add(founded) and work.scopes.add(root)):
                raise IdTaken
            work.memberships.save(Membership.begin(new.id, by.user_id, now=now))
            work.grants.add(role)
            facts = {"name": founded.name}
            changed = done(
                work, founder, founded, "organisation.found", new.id, at=now, facts=facts
            )
            work.commit()
        return changed
