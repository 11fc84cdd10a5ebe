"""One folder or thing, and what may be done with it."""

from uuid import UUID

from application.clock import Clock
from application.permissions.access.decisions.deciding import held
from application.permissions.access.ports import AccessReader, OrganisationsReader
from application.permissions.access.views import Resource
from application.service import service
from domain.permissions.access.errors import ScopeNotFound
from domain.principal import Principal


@service
class FindResource:
    access: AccessReader
    reader: OrganisationsReader
    clock: Clock

    def __call__(self, by: Principal, id: UUID) -> Resource:
        """Raises ScopeNotFound for what `by` may not view."""
        level = held(self.access, by, id, now=self.clock.now())
        scope = self.reader.scope(by.organisation_id, id)
        if level is None or scope is None:
            raise ScopeNotFound
        return Resource(scope, level)
