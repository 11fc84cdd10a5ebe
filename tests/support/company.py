"""A company with departments, people and things, and clients that act as each of its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from flask.testing import FlaskClient
from injector import Injector, InstanceProvider

from application.ids import IdSource
from application.permissions.access.departments.add_department import AddDepartment, NewDepartment
from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from application.permissions.access.ports import AccessStore
from application.permissions.access.resources.make_folder import MakeFolder, NewFolder
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.sharing.share_resource import NewShare, ShareResource
from domain.access import Level, Owned
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import Grant, GrantId, Subject, SubjectKind
from domain.permissions.access.role import Role
from domain.principal import Principal
from entrypoints.http.app import create_app


@dataclass(frozen=True, slots=True)
class Company:
    """`ada` founded it and is its admin."""

    container: Injector
    ada: Principal
    clients: dict[Principal, FlaskClient] = field(default_factory=dict)

    @classmethod
    def found(cls, container: Injector) -> Company:
        ids = container.get(IdSource)
        ada = Principal(UserId(ids.new()), OrganisationId(ids.new()))
        new = NewOrganisation(ada.organisation_id, "Harbour Works")
        container.get(FoundOrganisation)(ada, new)
        return cls(container, ada)

    @property
    def id(self) -> OrganisationId:
        return self.ada.organisation_id

    def new_id(self) -> UUID:
        return self.container.get(IdSource).new()

    def stranger(self) -> Principal:
        return Principal(UserId(self.new_id()), self.id)

    def hire(self, role: Role = Role.VIEWER, scope_id: UUID | None = None) -> Principal:
        somebody = self.stranger()
        self.container.get(AddMember)(self.ada, NewRole(somebody.user_id, role, scope_id))
        return somebody

    def promote(self, person: Principal, role: Role, scope_id: UUID | None = None) -> Grant:
        new = NewRole(person.user_id, role, scope_id)
        return self.container.get(GiveRole)(self.ada, new).now

    def department(self, name: str, parent: UUID | None = None) -> UUID:
        new = NewDepartment(self.new_id(), name, parent)
        return self.container.get(AddDepartment)(self.ada, new).now.id

    def folder(self, name: str, parent: UUID | None = None, *, inherits: bool = True) -> UUID:
        new = NewFolder(self.new_id(), name, parent, inherits)
        return self.container.get(MakeFolder)(self.ada, new).now.id

    def document(
        self, owner: Principal | None = None, parent: UUID | None = None, *, inherits: bool = True
    ) -> UUID:
        thing = Owned(
            id=self.new_id(), kind="document", organisation_id=self.id,
            owner_id=(owner or self.ada).user_id, parent=parent, inherits=inherits,
        )  # fmt: skip
        with self.container.get(AccessStore).transaction() as work:
            work.things.add(thing)
            work.commit()
        return thing.id

    def share(
        self, thing: UUID, subject: Principal | Subject, level: Level = Level.VIEW,
        by: Principal | None = None,
    ) -> Grant:  # fmt: skip
        if isinstance(subject, Principal):
            subject = Subject(SubjectKind.PERSON, subject.user_id)
        new = NewShare(GrantId(self.new_id()), thing, subject, level)
        return self.container.get(ShareResource)(by or self.ada, new).now

    def acts(self, who: Principal) -> FlaskClient:
        """Return a client whose requests come from that person."""
        if who not in self.clients:
            seat = self.container.create_child_injector(
                lambda binder: binder.bind(Principal, to=InstanceProvider(who))
            )
            self.clients[who] = create_app(seat).test_client()
        return self.clients[who]
