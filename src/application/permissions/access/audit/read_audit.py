"""Export what was done to access, and see that nothing was taken out or written over."""

from collections.abc import Sequence

from application.clock import Clock
from application.permissions.access.decisions.deciding import held
from application.permissions.access.ports import AccessReader, OrganisationsReader
from application.permissions.access.views import Verified
from application.service import service
from domain.access import Level, LevelNotHeld
from domain.permissions.access.audit import NOTHING_BEFORE, AuditEntry, first_broken
from domain.permissions.access.errors import OrganisationNotFound
from domain.principal import Principal

AT_ONCE = 500


@service
class ReadAudit:
    access: AccessReader
    reader: OrganisationsReader
    clock: Clock

    def __call__(self, by: Principal, *, after: int = 0, limit: int = 100) -> Sequence[AuditEntry]:
        """Return the entries with a greater number than `after`, in order.

        Admins of the organisation only; raises OrganisationNotFound, LevelNotHeld.
        """
        self._require_admin(by)
        return self.reader.audit(by.organisation_id, after=after, limit=limit)

    def verify(self, by: Principal) -> Verified:
        """Follow the whole chain; raises OrganisationNotFound, LevelNotHeld."""
        self._require_admin(by)
        last: AuditEntry | None = None
        broken: int | None = None
        while broken is None:
            number = 0 if last is None else last.number
            entries = self.reader.audit(by.organisation_id, after=number, limit=AT_ONCE)
            broken = first_broken(entries, last)
            if not entries:
                break
            last = entries[-1]
        count, last_hash = (0, NOTHING_BEFORE) if last is None else (last.number, last.hash)
        return Verified(count, broken, last_hash, self.clock.now())

    def _require_admin(self, by: Principal) -> None:
        level = held(self.access, by, by.organisation_id, now=self.clock.now())
        membership = self.reader.membership(by.organisation_id, by.user_id)
        if membership is None or not membership.is_active:
            raise OrganisationNotFound
        if level is not Level.ADMINISTER:
            raise LevelNotHeld(Level.ADMINISTER)
