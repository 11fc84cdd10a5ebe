"""An organisation that is acted in through the use cases, on any database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from injector import Injector

from adapters.ids import UuidV7Source
from application.paging import Window
from application.permissions.access.decisions.deciding import DecideAccess
from application.permissions.access.departments.add_department import (
    AddDepartment,
    NewDepartment,
)
from application.permissions.access.departments.move_department import (
    DepartmentMove,
    MoveDepartment,
)
from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.organisations.resume_member import ResumeMember
from application.permissions.access.organisations.suspend_member import SuspendMember
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.access.resources.make_folder import MakeFolder, NewFolder
from application.permissions.access.resources.move_resource import MoveResource, ResourceMove
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.roles.take_role import OldRole, TakeRole
from application.permissions.access.sharing.change_grant import ChangeGrant, GrantChange
from application.permissions.access.sharing.revoke_grant import RevokeGrant
from application.permissions.access.sharing.share_resource import NewShare, ShareResource
from domain.access import Level, Owned
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import Grant, GrantId, Subject, SubjectKind
from domain.permissions.access.role import Role
from domain.permissions.access.scope import Scope
from domain.principal import Principal
from entrypoints.testing.doubles import SteppingClock

ids = UuidV7Source()
NAMED: dict[str, SubjectKind] = {one.value: one for one in SubjectKind}


@dataclass
class House:
    """`boss` founded it; its clock stands at noon until it is moved."""

    store: AccessStore
    reader: AccessReader
    lists: OrganisationsReader
    clock: SteppingClock = field(default_factory=SteppingClock)
    boss: Principal = field(init=False)

    def __post_init__(self) -> None:
        self.boss = Principal(UserId(ids.new()), OrganisationId(ids.new()))
        new = NewOrganisation(self.boss.organisation_id, "Harbour")
        FoundOrganisation(self.store, self.clock, ids)(self.boss, new)

    @classmethod
    def of(cls, world: Injector) -> House:
        return cls(world.get(AccessStore), world.get(AccessReader), world.get(OrganisationsReader))

    @property
    def root(self) -> UUID:
        return self.boss.organisation_id

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def access(self) -> DecideAccess:
        return DecideAccess(self.reader, self.clock)

    def level(self, who: Principal, id: UUID) -> Level | None:
        return self.access.level(who, id)

    def member(
        self, role: Role = Role.VIEWER, at: UUID | None = None, by: Principal | None = None
    ) -> Principal:
        """Let a new person in; without `at` they are nothing but a member."""
        person = UserId(ids.new())
        new = NewRole(person, role, at)
        AddMember(self.store, self.clock, ids)(by or self.boss, new)
        if at is None and role is Role.VIEWER:
            self.take(self.boss, person)
        return self.acting(person)

    def again(self, person: Principal, role: Role, at: UUID) -> None:
        """Let somebody in who was a member before."""
        new = NewRole(person.user_id, role, at)
        AddMember(self.store, self.clock, ids)(self.boss, new)

    def acting(self, person: UUID) -> Principal:
        return Principal(UserId(person), self.boss.organisation_id)

    def department(
        self, parent: UUID | None = None, by: Principal | None = None, name: str = "Crew"
    ) -> UUID:
        new = NewDepartment(ids.new(), name, parent)
        return AddDepartment(self.store, self.clock)(by or self.boss, new).now.id

    def folder(self, by: Principal, parent: UUID | None = None, *, inherits: bool = True) -> UUID:
        new = NewFolder(ids.new(), "Charts", parent, inherits)
        return MakeFolder(self.store, self.clock)(by, new).now.id

    def thing(
        self, owner: Principal, parent: UUID | None = None, *, inherits: bool = True,
        kind: str = "document",
    ) -> UUID:  # fmt: skip
        owned = Owned(
            id=ids.new(), kind=kind, organisation_id=owner.organisation_id,
            owner_id=owner.as_owner, parent=parent, inherits=inherits,
        )  # fmt: skip
        with self.store.transaction() as work:
            work.things.add(owned)
            work.commit()
        return owned.id

    def remove_thing(self, id: UUID) -> None:
        with self.store.transaction() as work:
            work.things.remove(self.boss, id)
            work.commit()

    def give(self, by: Principal, person: UUID, role: Role, at: UUID | None = None) -> Grant:
        give = GiveRole(self.store, self.clock, ids)
        return give(by, NewRole(UserId(person), role, at)).now

    def take(self, by: Principal, person: UUID, at: UUID | None = None) -> Grant:
        return TakeRole(self.store, self.clock)(by, OldRole(UserId(person), at)).now

    def share(
        self, by: Principal, id: UUID, to: UUID, level: Level = Level.VIEW,
        expires_at: datetime | None = None,
    ) -> Grant:  # fmt: skip
        subject = Subject(self.kind(to), to)
        new = NewShare(GrantId(ids.new()), id, subject, level, expires_at)
        return ShareResource(self.store, self.clock)(by, new).now

    def kind(self, subject: UUID) -> SubjectKind:
        scope = self.lists.scope(self.boss.organisation_id, subject)
        return SubjectKind.PERSON if scope is None else NAMED[scope.kind]

    def change(
        self, by: Principal, id: UUID, level: Level, expires_at: datetime | None = None
    ) -> Grant:
        change = GrantChange(GrantId(id), level, expires_at)
        return ChangeGrant(self.store, self.clock)(by, change).now

    def revoke(self, by: Principal, id: UUID) -> Grant:
        return RevokeGrant(self.store, self.clock)(by, GrantId(id)).now

    def move_department(
        self, by: Principal, id: UUID, parent: UUID | None, seen: int | None = None
    ) -> Scope:
        return MoveDepartment(self.store, self.clock)(by, DepartmentMove(id, parent, seen)).now

    def move(
        self, by: Principal, id: UUID, parent: UUID | None = None, inherits: bool | None = None
    ) -> Scope:
        return MoveResource(self.store, self.clock)(by, ResourceMove(id, parent, inherits)).now

    def suspend(self, by: Principal, person: UUID) -> None:
        SuspendMember(self.store, self.clock)(by, UserId(person))

    def resume(self, by: Principal, person: UUID) -> None:
        ResumeMember(self.store, self.clock)(by, UserId(person))

    def remove(self, by: Principal, person: UUID) -> None:
        RemoveMember(self.store, self.clock)(by, UserId(person))

    def grants(self, id: UUID) -> dict[UUID, Grant]:
        page = self.lists.grants(self.boss.organisation_id, id, Window(1_000))
        return {one.id: one for one in page.items}

    def listed(self, who: Principal, kind: str = "document", size: int = 2) -> list[UUID]:
        """Page through to the end."""
        found: list[UUID] = []
        after: UUID | None = None
        while True:
            page = self.access.listed(who, kind, Window(size, after))
            found += page.items
            if page.next is None:
                return found
            after = page.next

    def who(self, id: UUID) -> dict[UUID, Level]:
        page = self.reader.who(self.boss.organisation_id, id, Window(1_000), now=self.now)
        return {one.id: one.level for one in page.items}


def users(people: Iterable[Principal]) -> set[UUID]:
    return {one.user_id for one in people}
