"""What folders, things and shares look like from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

import msgspec

from application.paging import Page
from application.permissions.access.people import Named
from application.permissions.access.views import Holder, Resource
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.grant import Grant, Reason, Subject, SubjectKind
from domain.permissions.access.scope import Scope
from entrypoints.http.paging import cursor
from entrypoints.http.permissions.organisations.organisation_views import Place, below
from entrypoints.http.permissions.words import WORD, LevelWord, Name, SharedLevel
from entrypoints.http.shapes import Moment


class FolderDraft(msgspec.Struct, forbid_unknown_fields=True):
    """Without `parent_id` it stands in no other; `inherits` false restricts it."""

    kind: Literal["folder"]
    name: Name
    parent_id: UUID | None = None
    inherits: bool = True


class ResourcePatch(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays; `parent_id` null takes it out of every folder and department."""

    name: Name | None = None
    parent_id: Place = msgspec.UNSET
    inherits: bool | None = None


class ResourceView(msgspec.Struct):
    """`level` is what you may do with it, told where it is read. Only folders have a `name` here.

    `owner_id` is null for what belongs to the organisation.
    """

    id: UUID
    kind: str
    name: str | None
    parent_id: UUID | None
    inherits: bool
    owner_id: UUID | None
    version: int
    created_at: Moment
    level: LevelWord | msgspec.UnsetType = msgspec.UNSET

    @classmethod
    def of(cls, scope: Scope, level: Level | None = None) -> ResourceView:
        return cls(
            id=scope.id,
            kind=scope.kind,
            name=scope.name,
            parent_id=below(scope),
            inherits=scope.inherits,
            owner_id=scope.owner_id,
            version=scope.version,
            created_at=scope.created_at,
            level=msgspec.UNSET if level is None else WORD[level],
        )


class ResourceList(msgspec.Struct):
    items: list[ResourceView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Resource]) -> ResourceList:
        views = [ResourceView.of(one.scope, one.level) for one in page.items]
        return cls(views, cursor(page.next))


class SharedWith(msgspec.Struct, forbid_unknown_fields=True):
    type: Literal["person", "department", "organisation"]
    id: UUID

    def as_subject(self) -> Subject:
        return Subject(SubjectKind(self.type), self.id)


class GrantDraft(msgspec.Struct, forbid_unknown_fields=True):
    """Without `expires_at` it lasts until it is taken back."""

    subject: SharedWith
    level: SharedLevel
    expires_at: Moment | None = None


class GrantPatch(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays; `expires_at` null lets it last."""

    level: SharedLevel | None = None
    expires_at: Moment | msgspec.UnsetType | None = msgspec.UNSET


class SubjectView(msgspec.Struct):
    type: SubjectKind
    id: UUID

    @classmethod
    def of(cls, subject: Subject) -> SubjectView:
        return cls(subject.kind, subject.id)


class GrantView(msgspec.Struct):
    """`through` is the share by which its giver could: this one shrinks and goes with it."""

    id: UUID
    resource_id: UUID
    subject: SubjectView
    level: LevelWord
    reason: Reason
    given_by: UUID
    through: UUID | None
    expires_at: Moment | None
    created_at: Moment

    @classmethod
    def of(cls, grant: Grant) -> GrantView:
        return cls(
            id=grant.id,
            resource_id=grant.scope_id,
            subject=SubjectView.of(grant.subject),
            level=WORD[grant.level],
            reason=grant.reason,
            given_by=grant.given_by,
            through=grant.through,
            expires_at=grant.expires_at,
            created_at=grant.created_at,
        )


class GrantList(msgspec.Struct):
    items: list[GrantView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Grant]) -> GrantList:
        return cls([GrantView.of(one) for one in page.items], cursor(page.next))


class HolderView(msgspec.Struct):
    """Somebody who can, or a link; `grant` is the one that their level comes from."""

    type: Literal["person", "link"]
    id: UUID
    name: str | None
    email: str | None
    level: LevelWord
    grant: GrantView

    @classmethod
    def of(cls, holder: Holder, named: Named | None) -> HolderView:
        return cls(
            type="link" if holder.grant.subject.kind is SubjectKind.LINK else "person",
            id=holder.id,
            name=named.name if named else None,
            email=named.email if named else None,
            level=WORD[holder.level],
            grant=GrantView.of(holder.grant),
        )


class HolderList(msgspec.Struct):
    items: list[HolderView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Holder], people: Mapping[UserId, Named]) -> HolderList:
        views = [HolderView.of(one, people.get(UserId(one.id))) for one in page.items]
        return cls(views, cursor(page.next))
