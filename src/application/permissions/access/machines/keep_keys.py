"""Look through keys, and end them: one's own, and everybody's as an admin."""

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.access.changing import begin, done
from application.permissions.access.decisions.deciding import held
from application.permissions.access.machines.ports import ApiKeysReader
from application.permissions.access.organisations.belonging import require_member
from application.permissions.access.ports import (
    AccessReader,
    AccessStore,
    OrganisationsReader,
)
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.api_key import ApiKey, KeyId
from domain.permissions.access.machine_errors import KeyNotFound
from domain.principal import Principal


@service
class ListKeys:
    access: AccessReader
    organisations: OrganisationsReader
    reader: ApiKeysReader
    clock: Clock

    def __call__(self, by: Principal, window: Window) -> Page[ApiKey]:
        """Return the keys that `by` may end, newest first; raises OrganisationNotFound."""
        require_member(self.organisations, by)
        level = held(self.access, by, by.organisation_id, now=self.clock.now())
        whose = None if level is Level.ADMINISTER else by.user_id
        return self.reader.listed(by.organisation_id, whose, window)


@service
class EndKey:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, id: KeyId) -> Changed[ApiKey]:
        """Its maker may, and admins; raises OrganisationNotFound, KeyNotFound."""
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            key = work.keys.by_id(by.organisation_id, id)
            level = held(work.reader, by, by.organisation_id, now=now)
            if key is None or (key.person_id != by.user_id and level is not Level.ADMINISTER):
                raise KeyNotFound
            work.keys.remove(key)
            changed = done(work, by, key, "key.end", key.id, at=now)
            work.commit()
        return changed
