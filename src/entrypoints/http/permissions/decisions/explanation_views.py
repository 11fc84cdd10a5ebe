"""What an explanation looks like from outside."""

from __future__ import annotations

from uuid import UUID

import msgspec

from application.permissions.access.decisions.explain_path import Path
from domain.permissions.access.grant import Grant
from domain.permissions.access.scope import Scope
from entrypoints.http.shapes import Moment


class StepView(msgspec.Struct):
    """One place on the way: the organisation, a department, a folder or a thing."""

    id: UUID
    type: str
    name: str | None
    inherits: bool

    @classmethod
    def of(cls, scope: Scope) -> StepView:
        return cls(scope.id, scope.kind, scope.name, scope.inherits)


class SubjectView(msgspec.Struct):
    type: str
    id: UUID


class DecidingGrant(msgspec.Struct):
    """`reason` is role, share, owner or link; `through` is the share that its giver held."""

    id: UUID
    subject: SubjectView
    level: str
    reason: str
    scope_id: UUID
    expires_at: Moment | None
    through: UUID | None

    @classmethod
    def of(cls, grant: Grant) -> DecidingGrant:
        subject = SubjectView(grant.subject.kind.value, grant.subject.id)
        return cls(
            grant.id, subject, grant.level.name.lower(), grant.reason.value, grant.scope_id,
            grant.expires_at, grant.through,
        )  # fmt: skip


class BelongingView(msgspec.Struct):
    """How a person is in the department that the grant names: by a role in the first of these."""

    role: str
    grant_id: UUID
    departments: list[StepView]


class MissingView(msgspec.Struct):
    """The nearest missing link; `at` is where inheritance ends, if that is what is missing."""

    link: str
    at: UUID | None


class ExplanationView(msgspec.Struct):
    """`path` leads from the grant's place down to the resource.

    When it is not allowed, `grant` is the one that comes nearest, and `missing` what it lacks.
    """

    allowed: bool
    level: str | None
    access_version: int
    grant: DecidingGrant | None
    path: list[StepView]
    belongs: BelongingView | None
    missing: MissingView | None

    @classmethod
    def of(cls, path: Path) -> ExplanationView:
        found = path.explanation
        return cls(
            allowed=found.allowed,
            level=None if found.level is None else found.level.name.lower(),
            access_version=found.access_version,
            grant=None if found.grant is None else DecidingGrant.of(found.grant),
            path=[StepView.of(one) for one in found.way],
            belongs=_belonging(path),
            missing=None if found.missing is None else MissingView(found.missing.value, found.cut),
        )


def _belonging(path: Path) -> BelongingView | None:
    role = path.explanation.belongs
    if role is None:
        return None
    departments = [StepView.of(one) for one in path.departments]
    return BelongingView(role.as_held.value, role.id, departments)
