"""What organisations and departments look like from outside."""

from __future__ import annotations

from uuid import UUID

import msgspec

from application.paging import Page
from application.permissions.access.views import OwnOrganisation
from domain.permissions.access.membership import MembershipState
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.role import Role
from domain.permissions.access.scope import Scope
from entrypoints.http.paging import cursor
from entrypoints.http.permissions.words import ROLE_WORD, Name, RoleWord
from entrypoints.http.shapes import Moment

Place = UUID | None | msgspec.UnsetType
"""Where to move something: left out it stays, and null means no folder and no department."""


class OrganisationDraft(msgspec.Struct, forbid_unknown_fields=True):
    name: Name


class OrganisationView(msgspec.Struct):
    """`role` is yours in the whole of it: null where you have one in departments at most."""

    id: UUID
    name: str
    role: RoleWord | None
    state: MembershipState
    version: int
    created_at: Moment

    @classmethod
    def of(cls, own: OwnOrganisation) -> OrganisationView:
        shown = own.organisation
        role = None if own.role is None else ROLE_WORD[own.role]
        return cls(shown.id, shown.name, role, own.state, shown.version, shown.created_at)

    @classmethod
    def to_admin(cls, organisation: Organisation) -> OrganisationView:
        return cls.of(OwnOrganisation(organisation, MembershipState.ACTIVE, Role.ADMIN))


class OrganisationList(msgspec.Struct):
    items: list[OrganisationView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[OwnOrganisation]) -> OrganisationList:
        return cls([OrganisationView.of(one) for one in page.items], cursor(page.next))


class DepartmentDraft(msgspec.Struct, forbid_unknown_fields=True):
    """Without `parent_id` it stands in no other department."""

    name: Name
    parent_id: UUID | None = None


class DepartmentPatch(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays; `parent_id` null takes it out of every other department."""

    name: Name | None = None
    parent_id: Place = msgspec.UNSET


class DepartmentView(msgspec.Struct):
    id: UUID
    name: str
    parent_id: UUID | None
    version: int
    created_at: Moment

    @classmethod
    def of(cls, scope: Scope) -> DepartmentView:
        return cls(scope.id, scope.name or "", below(scope), scope.version, scope.created_at)


class DepartmentList(msgspec.Struct):
    items: list[DepartmentView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Scope]) -> DepartmentList:
        return cls([DepartmentView.of(one) for one in page.items], cursor(page.next))


def below(scope: Scope) -> UUID | None:
    """Return the folder or department that it stands in, if it stands in any."""
    return None if scope.parent_id == scope.organisation_id else scope.parent_id


def placed(place: Place, organisation_id: UUID) -> UUID | None:
    """Return the scope that a body means to move something to; None leaves it where it is."""
    return None if place is msgspec.UNSET else place or organisation_id
