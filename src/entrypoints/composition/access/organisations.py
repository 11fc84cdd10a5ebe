"""Organisations, departments and roles, bound to the world."""

from injector import Binder, Module

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
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.take_role import TakeRole
from entrypoints.composition.autowiring import autowire


class Organisations(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            FoundOrganisation,
            RenameOrganisation,
            ListOrganisations,
            ListMembers,
            AddMember,
            SuspendMember,
            ResumeMember,
            RemoveMember,
            AddDepartment,
            RenameDepartment,
            MoveDepartment,
            RemoveDepartment,
            ListDepartments,
            GiveRole,
            TakeRole,
        )
