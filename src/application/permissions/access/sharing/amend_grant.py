"""Change a share in one point, and leave it as it is in the other."""

from dataclasses import dataclass
from datetime import datetime

from application.permissions.access.changing import begin
from application.permissions.access.ports import AccessStore
from application.permissions.access.sharing.change_grant import ChangeGrant, GrantChange
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import GrantNotFound
from domain.permissions.access.grant import Grant, GrantId
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class GrantAmendment:
    """`level` None leaves it; `expires_at` counts only where `ends_otherwise`, and may be None."""

    id: GrantId
    level: Level | None = None
    ends_otherwise: bool = False
    expires_at: datetime | None = None

    def of(self, held: Grant) -> GrantChange:
        level = held.level if self.level is None else self.level
        ends = self.expires_at if self.ends_otherwise else held.expires_at
        return GrantChange(self.id, level, ends)


@service
class AmendGrant:
    store: AccessStore
    change: ChangeGrant

    def __call__(self, by: Principal, amendment: GrantAmendment) -> Changed[Grant]:
        """Look and change in one transaction; raises what ChangeGrant raises."""
        with self.store.transaction() as work:
            begin(work, by)
            held = work.grants.by_id(by.organisation_id, amendment.id)
            if held is None:
                raise GrantNotFound
            changed = self.change.apply(work, by, amendment.of(held))
            work.commit()
        return changed
