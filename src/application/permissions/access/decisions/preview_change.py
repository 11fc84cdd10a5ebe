"""Who would gain and who would lose, if a change were made."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.clock import Clock
from application.paging import Window
from application.permissions.access.decisions.affected import Change, affected
from application.permissions.access.departments.move_department import (
    DepartmentMove,
    MoveDepartment,
)
from application.permissions.access.ports import AccessReader, AccessStore, AccessWork
from application.permissions.access.resources.move_resource import MoveResource, ResourceMove
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.roles.take_role import OldRole, TakeRole
from application.permissions.access.sharing.change_grant import ChangeGrant, GrantChange
from application.permissions.access.sharing.revoke_grant import RevokeGrant
from application.permissions.access.views import Holder, LevelChange, Preview
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import GrantId
from domain.principal import Principal

MOST_SHOWN = 1_000
MOST_SCOPES = 200
PAGE = 500
Levels = Mapping[tuple[UUID, UUID], Level]


@dataclass(frozen=True, slots=True)
class PreviewChange:
    store: AccessStore
    reader: AccessReader
    clock: Clock
    move_department: MoveDepartment
    move_resource: MoveResource
    give_role: GiveRole
    take_role: TakeRole
    change_grant: ChangeGrant
    revoke_grant: RevokeGrant

    def __call__(self, by: Principal, change: Change) -> Preview:
        """Make the change, compare, and undo it; raises whatever making it would raise.

        Nobody else changes anything meanwhile, so what is committed is the state before.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            work.organisations.taken(by.organisation_id)
            before = affected(work, by, change)
            self._made(work, by, change)
            scopes = sorted(before | affected(work, by, change))
            shown = scopes[:MOST_SCOPES]
            had = _levels(self.reader, by.organisation_id, shown, now)
            have = _levels(work.reader, by.organisation_id, shown, now)
        return _told(had, have, complete=shown == scopes)

    def _made(self, work: AccessWork, by: Principal, change: Change) -> None:
        match change:
            case DepartmentMove():
                self.move_department.apply(work, by, change)
            case ResourceMove():
                self.move_resource.apply(work, by, change)
            case NewRole():
                self.give_role.apply(work, by, change)
            case OldRole():
                self.take_role.apply(work, by, change)
            case GrantChange():
                self.change_grant.apply(work, by, change)
            case _:
                self.revoke_grant.apply(work, by, GrantId(change))


def _levels(
    reader: AccessReader, organisation_id: OrganisationId, scopes: Collection[UUID], now: datetime
) -> Levels:
    return {
        (one.id, scope): one.level
        for scope in scopes
        for one in _everybody(reader, organisation_id, scope, now)
    }


def _everybody(
    reader: AccessReader, organisation_id: OrganisationId, scope: UUID, now: datetime
) -> Iterator[Holder]:
    after: UUID | None = None
    while True:
        page = reader.who(organisation_id, scope, Window(PAGE, after), now=now)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def _told(had: Levels, have: Levels, *, complete: bool) -> Preview:
    changes = [
        LevelChange(UserId(person), scope, had.get((person, scope)), have.get((person, scope)))
        for person, scope in sorted(had.keys() | have.keys())
    ]
    gains = [one for one in changes if (one.after or 0) > (one.before or 0)]
    loses = [one for one in changes if (one.after or 0) < (one.before or 0)]
    whole = complete and max(len(gains), len(loses)) <= MOST_SHOWN
    return Preview(gains[:MOST_SHOWN], loses[:MOST_SHOWN], whole)
