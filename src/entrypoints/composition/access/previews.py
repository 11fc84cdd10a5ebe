"""Changes that are only tried, bound to the world."""

from injector import Module, provider, singleton

from application.clock import Clock
from application.permissions.access.decisions.preview_access import PreviewAccess
from application.permissions.access.decisions.trial import MakeChange
from application.permissions.access.departments.move_department import MoveDepartment
from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.organisations.suspend_member import SuspendMember
from application.permissions.access.ports import AccessReader, AccessStore
from application.permissions.access.resources.move_resource import MoveResource
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.take_role import TakeRole
from application.permissions.access.sharing.revoke_grant import RevokeGrant


class Previews(Module):
    @singleton
    @provider
    def changes(
        self,
        move_department: MoveDepartment,
        move_resource: MoveResource,
        give_role: GiveRole,
        take_role: TakeRole,
        revoke_grant: RevokeGrant,
        suspend_member: SuspendMember,
        remove_member: RemoveMember,
    ) -> MakeChange:
        return MakeChange(
            move_department, move_resource, give_role, take_role, revoke_grant, suspend_member,
            remove_member,
        )  # fmt: skip

    @singleton
    @provider
    def preview(
        self, store: AccessStore, reader: AccessReader, clock: Clock, make: MakeChange
    ) -> PreviewAccess:
        return PreviewAccess(store, reader, clock, make)
