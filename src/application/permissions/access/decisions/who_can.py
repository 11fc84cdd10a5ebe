"""Who can see this?"""

from uuid import UUID

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.access.decisions.asking import fresh, manages
from application.permissions.access.ports import AccessReader
from application.permissions.access.views import Holder
from application.service import service
from domain.principal import Principal


@service
class WhoCan:
    reader: AccessReader
    clock: Clock

    def __call__(
        self, by: Principal, id: UUID, window: Window, *, at_least: int | None = None
    ) -> Page[Holder]:
        """Return everybody, and every link, with their level and the grant that it comes from.

        Those who manage it may ask; raises ScopeNotFound, LevelNotHeld, StaleSnapshot.
        """
        fresh(self.reader, by, at_least)
        now = self.clock.now()
        manages(self.reader, by, id, now=now)
        return self.reader.who(by.organisation_id, id, window, now=now)
