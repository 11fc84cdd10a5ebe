"""Decisions about access, bound to the world."""

from injector import Module, provider, singleton

from application.access.ports import Access
from application.clock import Clock
from application.permissions.access.audit.read_audit import ReadAudit
from application.permissions.access.decisions.decide import Decide
from application.permissions.access.decisions.deciding import DecideAccess
from application.permissions.access.decisions.explain_access import ExplainAccess
from application.permissions.access.decisions.list_visible import ListVisible
from application.permissions.access.decisions.preview_change import PreviewChange
from application.permissions.access.decisions.who_can import WhoCan
from application.permissions.access.departments.move_department import MoveDepartment
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.access.resources.move_resource import MoveResource
from application.permissions.access.roles.give_role import GiveRole
from application.permissions.access.roles.take_role import TakeRole
from application.permissions.access.sharing.change_grant import ChangeGrant
from application.permissions.access.sharing.revoke_grant import RevokeGrant


class Decisions(Module):
    @singleton
    @provider
    def decide(self, reader: AccessReader, clock: Clock) -> Decide:
        return Decide(reader, clock)

    @singleton
    @provider
    def explain_access(self, reader: AccessReader, clock: Clock) -> ExplainAccess:
        return ExplainAccess(reader, clock)

    @singleton
    @provider
    def list_visible(self, reader: AccessReader, clock: Clock) -> ListVisible:
        return ListVisible(reader, clock)

    @singleton
    @provider
    def who_can(self, reader: AccessReader, clock: Clock) -> WhoCan:
        return WhoCan(reader, clock)

    @singleton
    @provider
    def read_audit(
        self, access: AccessReader, reader: OrganisationsReader, clock: Clock
    ) -> ReadAudit:
        return ReadAudit(access, reader, clock)

    @singleton
    @provider
    def access(self, reader: AccessReader, clock: Clock) -> Access:
        return DecideAccess(reader, clock)

    @singleton
    @provider
    def preview(
        self,
        store: AccessStore,
        reader: AccessReader,
        move_department: MoveDepartment,
        move_resource: MoveResource,
        give_role: GiveRole,
        take_role: TakeRole,
        change_grant: ChangeGrant,
        revoke_grant: RevokeGrant,
        clock: Clock,
    ) -> PreviewChange:
        return PreviewChange(
            store, reader, clock, move_department, move_resource, give_role, take_role,
            change_grant, revoke_grant,
        )  # fmt: skip
