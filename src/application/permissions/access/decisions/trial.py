"""Changes that can be tried: how each is made, and where it acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

from application.paging import Window
from application.permissions.access.decisions.affected import affected, passed_on, shared_with
from application.permissions.access.departments.move_department import (
    DepartmentMove,
    MoveDepartment,
)
from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.organisations.suspend_member import SuspendMember
from application.permissions.access.ports import AccessWork
from application.permissions.access.resources.move_resource import MoveResource, ResourceMove
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.roles.take_role import OldRole, TakeRole
from application.permissions.access.sharing.revoke_grant import RevokeGrant
from application.service import service
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.grant import GrantId, Reason
from domain.permissions.access.scope import FOLDER
from domain.principal import Principal

MOST_OWNED = 200
"""Things of one kind of a leaving person's that are looked for."""
OWNED = (FOLDER, "document", "conversation")


@dataclass(frozen=True, slots=True)
class Revocation:
    grant_id: GrantId


@dataclass(frozen=True, slots=True)
class Suspension:
    person_id: UserId


@dataclass(frozen=True, slots=True)
class Removal:
    person_id: UserId


Change = DepartmentMove | ResourceMove | NewRole | OldRole | Revocation | Suspension | Removal


@service
class MakeChange:
    """Makes a change inside a work; the commit is the caller's."""

    move_department: MoveDepartment
    move_resource: MoveResource
    give_role: GiveRole
    take_role: TakeRole
    revoke_grant: RevokeGrant
    suspend_member: SuspendMember
    remove_member: RemoveMember

    def __call__(self, work: AccessWork, by: Principal, change: Change) -> None:
        """Raises whatever the change's own use case raises."""
        match change:
            case DepartmentMove():
                self.move_department.apply(work, by, change)
            case ResourceMove():
                self.move_resource.apply(work, by, change)
            case NewRole():
                self.give_role.apply(work, by, change)
            case OldRole():
                self.take_role.apply(work, by, change)
            case Revocation():
                self.revoke_grant.apply(work, by, change.grant_id)
            case Suspension():
                self.suspend_member.apply(work, by, change.person_id)
            case Removal():
                self.remove_member.apply(work, by, change.person_id)
            case _:
                assert_never(change)


def touched(
    work: AccessWork, by: Principal, change: Change, *, now: datetime
) -> tuple[set[UUID], bool]:
    """Return where the change acts as things are now, and whether that is all of it."""
    match change:
        case Suspension() | Removal():
            person = Principal(change.person_id, by.organisation_id)
            owned, is_whole = _owned(work, person, now=now)
            return {*owned, *_given(work, person)}, is_whole
        case Revocation():
            return affected(work, by, change.grant_id), True
        case _:
            return affected(work, by, change), True


def _given(work: AccessWork, person: Principal) -> Iterator[UUID]:
    """Find where something is given to the person or to a group of theirs, or through that."""
    here = person.organisation_id
    own = work.grants.to(here, person.user_id)
    yield from passed_on(work, own)
    yield from passed_on(work, work.grants.to(here, here))
    for one in own:
        if one.reason is Reason.ROLE:
            yield from shared_with(work, here, one.scope_id)


def _owned(work: AccessWork, person: Principal, *, now: datetime) -> tuple[Sequence[UUID], bool]:
    found: list[UUID] = []
    is_whole = True
    for kind in OWNED:
        page = work.reader.listed(person, kind, Window(MOST_OWNED), now=now, level=Level.MANAGE)
        is_whole = is_whole and page.next is None
        own = (one for one in page.items if work.grants.held(one, person.user_id, Reason.OWNER))
        found.extend(own)
    return found, is_whole
