"""Organisations, departments and roles, bound to the world."""

from injector import Module, provider, singleton

from application.clock import Clock
from application.ids import IdSource
from application.permissions.access.departments.add_department import AddDepartment
from application.permissions.access.departments.list_departments import ListDepartments
from application.permissions.access.departments.move_department import MoveDepartment
from application.permissions.access.departments.remove_department import RemoveDepartment
from application.permissions.access.departments.rename_department import RenameDepartment
from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.organisations.found_organisation import FoundOrganisation
from application.permissions.access.organisations.list_members import ListMembers
from application.permissions.access.organisations.list_organisations import ListOrganisations
from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.organisations.rename_organisation import RenameOrganisation
from application.permissions.access.organisations.resume_member import ResumeMember
from application.permissions.access.organisations.suspend_member import SuspendMember
from application.permissions.access.ports import AccessStore, OrganisationsReader
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.take_role import TakeRole


class Organisations(Module):
    @singleton
    @provider
    def found_organisation(
        self, store: AccessStore, clock: Clock, ids: IdSource
    ) -> FoundOrganisation:
        return FoundOrganisation(store, clock, ids)

    @singleton
    @provider
    def rename_organisation(self, store: AccessStore, clock: Clock) -> RenameOrganisation:
        return RenameOrganisation(store, clock)

    @singleton
    @provider
    def list_organisations(self, reader: OrganisationsReader) -> ListOrganisations:
        return ListOrganisations(reader)

    @singleton
    @provider
    def list_members(self, reader: OrganisationsReader) -> ListMembers:
        return ListMembers(reader)

    @singleton
    @provider
    def add_member(self, store: AccessStore, clock: Clock, ids: IdSource) -> AddMember:
        return AddMember(store, clock, ids)

    @singleton
    @provider
    def suspend_member(self, store: AccessStore, clock: Clock) -> SuspendMember:
        return SuspendMember(store, clock)

    @singleton
    @provider
    def resume_member(self, store: AccessStore, clock: Clock) -> ResumeMember:
        return ResumeMember(store, clock)

    @singleton
    @provider
    def remove_member(self, store: AccessStore, clock: Clock) -> RemoveMember:
        return RemoveMember(store, clock)

    @singleton
    @provider
    def add_department(self, store: AccessStore, clock: Clock) -> AddDepartment:
        return AddDepartment(store, clock)

    @singleton
    @provider
    def rename_department(self, store: AccessStore, clock: Clock) -> RenameDepartment:
        return RenameDepartment(store, clock)

    @singleton
    @provider
    def move_department(self, store: AccessStore, clock: Clock) -> MoveDepartment:
        return MoveDepartment(store, clock)

    @singleton
    @provider
    def remove_department(self, store: AccessStore, clock: Clock) -> RemoveDepartment:
        return RemoveDepartment(store, clock)

    @singleton
    @provider
    def list_departments(self, reader: OrganisationsReader) -> ListDepartments:
        return ListDepartments(reader)

    @singleton
    @provider
    def give_role(self, store: AccessStore, clock: Clock, ids: IdSource) -> GiveRole:
        return GiveRole(store, clock, ids)

    @singleton
    @provider
    def take_role(self, store: AccessStore, clock: Clock) -> TakeRole:
        return TakeRole(store, clock)
