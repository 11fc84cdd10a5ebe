"""One of a person's organisations."""

from application.clock import Clock
from application.permissions.access.decisions.deciding import held
from application.permissions.access.organisations.belonging import require_member
from application.permissions.access.ports import AccessReader, OrganisationsReader
from application.permissions.access.views import OwnOrganisation
from application.service import service
from domain.permissions.access.errors import OrganisationNotFound
from domain.permissions.access.membership import MembershipState
from domain.permissions.access.role import Role
from domain.principal import Principal


@service
class FindOrganisation:
    access: AccessReader
    reader: OrganisationsReader
    clock: Clock

    def __call__(self, by: Principal) -> OwnOrganisation:
        """Return the one that `by` acts in, to its active members; raises OrganisationNotFound."""
        require_member(self.reader, by)
        organisation = self.reader.find(by.organisation_id)
        if organisation is None:
            raise OrganisationNotFound
        level = held(self.access, by, organisation.id, now=self.clock.now())
        role = None if level is None else Role.of(level)
        return OwnOrganisation(organisation, MembershipState.ACTIVE, role)
