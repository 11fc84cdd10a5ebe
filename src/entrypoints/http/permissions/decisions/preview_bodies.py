"""Changes to try, as bodies say them."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from application.permissions.access.decisions.preview_access import Place
from application.permissions.access.decisions.trial import Change, Removal, Revocation, Suspension
from application.permissions.access.departments.move_department import DepartmentMove
from application.permissions.access.resources.move_resource import ResourceMove
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.roles.take_role import OldRole
from domain.ids import UserId
from domain.permissions.access.grant import GrantId
from domain.permissions.access.role import Role

BYTES_OF_AN_ID = 16
RoleName = Literal["viewer", "contributor", "manager", "admin"]
PLACE = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$"


class Tried(msgspec.Struct, forbid_unknown_fields=True, tag_field="type"):
    """What may be tried."""


class MoveDepartmentBody(Tried, tag="move_department"):
    """`parent_id` null moves it up to the organisation."""

    department_id: UUID
    parent_id: UUID | None

    def as_change(self) -> Change:
        return DepartmentMove(self.department_id, self.parent_id)


class MoveResourceBody(Tried, tag="move_resource"):
    """What is left out, or null, stays as it is."""

    resource_id: UUID
    parent_id: UUID | None = None
    inherits: bool | None = None

    def as_change(self) -> Change:
        return ResourceMove(self.resource_id, self.parent_id, self.inherits)


class GiveRoleBody(Tried, tag="give_role"):
    """`scope_id` is a department or any resource; without it, the whole organisation."""

    person_id: UUID
    role: RoleName
    scope_id: UUID | None = None

    def as_change(self) -> Change:
        return NewRole(UserId(self.person_id), Role(self.role), self.scope_id)


class TakeRoleBody(Tried, tag="take_role"):
    person_id: UUID
    scope_id: UUID | None = None

    def as_change(self) -> Change:
        return OldRole(UserId(self.person_id), self.scope_id)


class RevokeGrantBody(Tried, tag="revoke_grant"):
    grant_id: UUID

    def as_change(self) -> Change:
        return Revocation(GrantId(self.grant_id))


class SuspendMemberBody(Tried, tag="suspend_member"):
    person_id: UUID

    def as_change(self) -> Change:
        return Suspension(UserId(self.person_id))


class RemoveMemberBody(Tried, tag="remove_member"):
    person_id: UUID

    def as_change(self) -> Change:
        return Removal(UserId(self.person_id))


class PreviewBody(msgspec.Struct, forbid_unknown_fields=True):
    """`cursor` is the `next_cursor` of the page before, of the same change."""

    change: (
        MoveDepartmentBody
        | MoveResourceBody
        | GiveRoleBody
        | TakeRoleBody
        | RevokeGrantBody
        | SuspendMemberBody
        | RemoveMemberBody
    )
    cursor: Annotated[str, msgspec.Meta(pattern=PLACE)] | None = None

    def after(self) -> Place | None:
        if self.cursor is None:
            return None
        both = urlsafe_b64decode(f"{self.cursor}=")
        return Place(UUID(bytes=both[:BYTES_OF_AN_ID]), UUID(bytes=both[BYTES_OF_AN_ID:]))


def cursor_to(place: Place | None) -> str | None:
    if place is None:
        return None
    return urlsafe_b64encode(place.scope_id.bytes + place.subject_id.bytes).decode().rstrip("=")
