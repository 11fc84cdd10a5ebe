"""Between rows and what they stand for."""

from typing import Any

from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.audit import AuditEntry, Deed
from domain.permissions.access.grant import Grant, GrantId, Reason, Subject, SubjectKind
from domain.permissions.access.membership import Membership, MembershipState
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.scope import Scope


def organisation_row(one: Organisation) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "access_version": one.access_version,
        "created_at": one.created_at,
        "version": one.version,
    }


def to_organisation(row: Any) -> Organisation:
    return Organisation(
        id=OrganisationId(row.id),
        name=row.name,
        access_version=row.access_version,
        created_at=row.created_at,
        version=row.version,
    )


def membership_row(one: Membership) -> dict[str, Any]:
    return {
        "organisation_id": one.organisation_id,
        "person_id": one.person_id,
        "state": one.state.value,
        "joined_at": one.joined_at,
    }


def to_membership(row: Any) -> Membership:
    return Membership(
        organisation_id=OrganisationId(row.organisation_id),
        person_id=UserId(row.person_id),
        state=MembershipState(row.state),
        joined_at=row.joined_at,
    )


def scope_row(one: Scope) -> dict[str, Any]:
    return {
        "id": one.id,
        "organisation_id": one.organisation_id,
        "kind": one.kind,
        "parent_id": one.parent_id,
        "inherits": one.inherits,
        "name": one.name,
        "depth": one.depth,
        "owner_id": one.owner_id,
        "created_at": one.created_at,
        "version": one.version,
    }


def to_scope(row: Any) -> Scope:
    return Scope(
        id=row.id,
        organisation_id=OrganisationId(row.organisation_id),
        kind=row.kind,
        parent_id=row.parent_id,
        inherits=row.inherits,
        name=row.name,
        depth=row.depth,
        owner_id=None if row.owner_id is None else UserId(row.owner_id),
        created_at=row.created_at,
        version=row.version,
    )


def grant_row(one: Grant) -> dict[str, Any]:
    return {
        "id": one.id,
        "organisation_id": one.organisation_id,
        "scope_id": one.scope_id,
        "subject_kind": one.subject.kind.value,
        "subject_id": one.subject.id,
        "level": int(one.level),
        "reason": one.reason.value,
        "expires_at": one.expires_at,
        "given_by": one.given_by,
        "through": one.through,
        "created_at": one.created_at,
    }


def to_grant(row: Any) -> Grant:
    return Grant(
        id=GrantId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        scope_id=row.scope_id,
        subject=Subject(SubjectKind(row.subject_kind), row.subject_id),
        level=Level(row.level),
        reason=Reason(row.reason),
        expires_at=row.expires_at,
        given_by=UserId(row.given_by),
        through=None if row.through is None else GrantId(row.through),
        created_at=row.created_at,
    )


def entry_row(one: AuditEntry) -> dict[str, Any]:
    return {
        "chain": one.deed.chain,
        "number": one.number,
        "at": one.deed.at,
        "actor_id": one.deed.actor_id,
        "action": one.deed.action,
        "target": one.deed.target,
        "facts": dict(one.deed.facts),
        "previous": one.previous,
        "hash": one.hash,
    }


def to_entry(row: Any) -> AuditEntry:
    actor = None if row.actor_id is None else UserId(row.actor_id)
    deed = Deed(row.chain, row.at, actor, row.action, row.target, row.facts)
    return AuditEntry(row.number, deed, row.previous, row.hash)
