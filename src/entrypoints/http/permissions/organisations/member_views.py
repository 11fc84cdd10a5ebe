"""What members, their roles and invitations look like from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import msgspec

from application.paging import Page
from application.permissions.access.invitations.invite_member import Invited
from application.permissions.access.people import Named
from application.permissions.access.views import HeldRole, Member
from domain.ids import UserId
from domain.permissions.access.grant import Grant
from domain.permissions.access.invitation import Invitation
from domain.permissions.access.membership import MembershipState
from entrypoints.http.paging import cursor
from entrypoints.http.permissions.words import ROLE_WORD, Email, RoleWord
from entrypoints.http.shapes import STORABLE, Moment

Token = Annotated[str, msgspec.Meta(min_length=1, max_length=200, extra_json_schema=STORABLE)]


class ScopeView(msgspec.Struct):
    """A place in the tree; `name` is null for what has one elsewhere."""

    id: UUID
    kind: str
    name: str | None


class HeldRoleView(msgspec.Struct):
    role: RoleWord
    scope: ScopeView

    @classmethod
    def of(cls, held: HeldRole) -> HeldRoleView:
        return cls(ROLE_WORD[held.role], ScopeView(held.scope_id, held.kind, held.name))


class MemberView(msgspec.Struct):
    """`name` and `email` come from the person's account."""

    id: UUID
    name: str | None
    email: str | None
    state: MembershipState
    roles: list[HeldRoleView]
    joined_at: Moment

    @classmethod
    def of(cls, member: Member, named: Named | None) -> MemberView:
        held = member.membership
        return cls(
            id=held.person_id,
            name=named.name if named else None,
            email=named.email if named else None,
            state=held.state,
            roles=[HeldRoleView.of(one) for one in member.roles],
            joined_at=held.joined_at,
        )


class MemberList(msgspec.Struct):
    items: list[MemberView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Member], people: Mapping[UserId, Named]) -> MemberList:
        views = [MemberView.of(one, people.get(one.membership.person_id)) for one in page.items]
        return cls(views, cursor(page.next))


class RoleDraft(msgspec.Struct, forbid_unknown_fields=True):
    """In the whole organisation, unless a department or any one resource is named."""

    role: RoleWord
    department_id: UUID | None = None
    resource_id: UUID | None = None


class RoleTaken(msgspec.Struct, forbid_unknown_fields=True):
    """Where a role is taken, as it was given; and which, if it is to be no other."""

    role: RoleWord | None = None
    department_id: UUID | None = None
    resource_id: UUID | None = None


class RoleView(msgspec.Struct):
    """Where the role is held: in the organisation as a whole, if `scope_id` is its id."""

    person_id: UUID
    role: RoleWord
    scope_id: UUID

    @classmethod
    def of(cls, grant: Grant) -> RoleView:
        return cls(grant.subject.id, ROLE_WORD[grant.as_held], grant.scope_id)


class InvitationDraft(msgspec.Struct, forbid_unknown_fields=True):
    """Into the whole organisation, unless a department is named."""

    email: Email
    role: RoleWord
    department_id: UUID | None = None


class InvitationView(msgspec.Struct):
    """`token` is there in the answer that gives it, and only where mail goes to the console."""

    id: UUID
    email: str
    role: RoleWord
    department_id: UUID | None
    invited_by: UUID
    created_at: Moment
    expires_at: Moment
    token: str | msgspec.UnsetType = msgspec.UNSET

    @classmethod
    def of(cls, one: Invitation) -> InvitationView:
        return cls(
            id=one.id,
            email=one.email,
            role=ROLE_WORD[one.role],
            department_id=one.department_id,
            invited_by=one.invited_by,
            created_at=one.created_at,
            expires_at=one.expires_at,
        )

    @classmethod
    def given(cls, invited: Invited) -> InvitationView:
        view = cls.of(invited.invitation)
        view.token = msgspec.UNSET if invited.token is None else invited.token
        return view


class InvitationList(msgspec.Struct):
    items: list[InvitationView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Invitation]) -> InvitationList:
        return cls([InvitationView.of(one) for one in page.items], cursor(page.next))


class AcceptanceDraft(msgspec.Struct, forbid_unknown_fields=True):
    token: Token


class AcceptanceView(msgspec.Struct):
    """What you are from now on."""

    organisation_id: UUID
    role: RoleWord
    department_id: UUID | None

    @classmethod
    def of(cls, one: Invitation) -> AcceptanceView:
        return cls(one.organisation_id, ROLE_WORD[one.role], one.department_id)
