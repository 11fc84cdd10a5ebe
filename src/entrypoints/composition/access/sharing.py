"""Folders and shares, bound to the world."""

from injector import Module, provider, singleton

from application.clock import Clock
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.access.resources.find_resource import FindResource
from application.permissions.access.resources.make_folder import MakeFolder
from application.permissions.access.resources.move_resource import MoveResource
from application.permissions.access.resources.remove_folder import RemoveFolder
from application.permissions.access.sharing.change_grant import ChangeGrant
from application.permissions.access.sharing.list_grants import ListGrants
from application.permissions.access.sharing.revoke_grant import RevokeGrant
from application.permissions.access.sharing.share_resource import ShareResource


class Sharing(Module):
    @singleton
    @provider
    def make_folder(self, store: AccessStore, clock: Clock) -> MakeFolder:
        return MakeFolder(store, clock)

    @singleton
    @provider
    def find_resource(
        self, access: AccessReader, reader: OrganisationsReader, clock: Clock
    ) -> FindResource:
        return FindResource(access, reader, clock)

    @singleton
    @provider
    def move_resource(self, store: AccessStore, clock: Clock) -> MoveResource:
        return MoveResource(store, clock)

    @singleton
    @provider
    def remove_folder(self, store: AccessStore, clock: Clock) -> RemoveFolder:
        return RemoveFolder(store, clock)

    @singleton
    @provider
    def share_resource(self, store: AccessStore, clock: Clock) -> ShareResource:
        return ShareResource(store, clock)

    @singleton
    @provider
    def change_grant(self, store: AccessStore, clock: Clock) -> ChangeGrant:
        return ChangeGrant(store, clock)

    @singleton
    @provider
    def revoke_grant(self, store: AccessStore, clock: Clock) -> RevokeGrant:
        return RevokeGrant(store, clock)

    @singleton
    @provider
    def list_grants(
        self, access: AccessReader, reader: OrganisationsReader, clock: Clock
    ) -> ListGrants:
        return ListGrants(access, reader, clock)
