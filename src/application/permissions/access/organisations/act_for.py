"""Let somebody who is signed in act for one of their organisations."""

from application.permissions.access.ports import OrganisationsReader
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.errors import OrganisationNotFound, OrganisationUnnamed
from domain.principal import Principal

SEVERAL = 2


@service
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
        active = self.reader.active_in(who, SEVERAL)
        if len(active) != 1:
            raise OrganisationUnnamed(len(active))
        return active[0]
