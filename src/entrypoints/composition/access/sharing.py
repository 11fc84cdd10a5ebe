"""Folders and shares, bound to the world."""

from injector import Binder, Module

from application.permissions.access.resources.find_resource import FindResource
from application.permissions.access.resources.make_folder import MakeFolder
from application.permissions.access.resources.move_resource import MoveResource
from application.permissions.access.resources.remove_folder import RemoveFolder
from application.permissions.access.sharing.change_grant import ChangeGrant
from application.permissions.access.sharing.list_grants import ListGrants
from application.permissions.access.sharing.revoke_grant import RevokeGrant
from application.permissions.access.sharing.share_resource import ShareResource
from entrypoints.composition.autowiring import autowire


class Sharing(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            MakeFolder,
            FindResource,
            MoveResource,
            RemoveFolder,
            ShareResource,
            ChangeGrant,
            RevokeGrant,
            ListGrants,
        )
