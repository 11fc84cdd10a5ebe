"""Let somebody who is signed in act for one of their organisations."""

from dataclasses import dataclass

from application.paging import Window
from application.permissions.access.ports import OrganisationsReader
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.errors import OrganisationNotFound, OrganisationUnnamed
from domain.permissions.access.membership import MembershipState
from domain.principal import Principal

FEW = 100


@dataclass(frozen=True, slots=True)
class ActFor:
    reader: OrganisationsReader

    def __call__(
        self, who: UserId, named: OrganisationId | None, at_most: Level = Level.ADMINISTER
    ) -> Principal:
        """Return them as a member of the organisation that they named, or of their only one.

        Looked up each time, so that a suspension is felt with the next request. Raises
        OrganisationNotFound for one that they do not belong to, OrganisationUnnamed.
        """
        if named is None:
            return Principal(who, self._only(who), at_most=at_most)
        membership = self.reader.membership(named, who)
        if membership is None or not membership.is_active:
            raise OrganisationNotFound
        return Principal(who, named, at_most=at_most)

    def _only(self, who: UserId) -> OrganisationId:
        page = self.reader.of_person(who, Window(FEW))
        active = [one for one in page.items if one.state is MembershipState.ACTIVE]
        if len(active) != 1 or page.next is not None:
            raise OrganisationUnnamed(len(active))
        return active[0].organisation.id
