"""Share a resource with a member, a department or everybody in the organisation."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.sharing.entitlement import entitling, sharer_of
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.errors import (
    AlreadyShared,
    LevelUnshareable,
    ScopeUnshareable,
    SharedWithOneself,
    SharedWithOwner,
    SubjectUnknown,
)
from domain.permissions.access.grant import Grant, GrantId, Reason, Subject, SubjectKind
from domain.permissions.access.scope import DEPARTMENT, Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewShare:
    id: GrantId
    scope_id: UUID
    subject: Subject
    level: Level
    expires_at: datetime | None = None


@service
class ShareResource:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, new: NewShare) -> Changed[Grant]:
        """Give no more, and for no longer, than `by` holds; it ends when theirs does.

        Raises OrganisationNotFound, ScopeNotFound, LevelNotHeld, OutlivesShare, SubjectUnknown,
        LevelUnshareable, ScopeUnshareable, ExpiryPast, SharedWithOneself, SharedWithOwner,
        AlreadyShared.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, new)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, new: NewShare) -> Changed[Grant]:
        now = self.clock.now()
        if new.level > Level.MANAGE:
            raise LevelUnshareable
        begin(work, by)
        scope = sharer_of(work, by, new.scope_id, new.level, now=now)
        check_subject(work, by, scope, new.subject)
        given = Grant(
            id=new.id, organisation_id=by.organisation_id, scope_id=scope.id,
            subject=new.subject, level=new.level, reason=Reason.SHARE, given_by=by.user_id,
            created_at=now, expires_at=new.expires_at,
        ).checked(now)  # fmt: skip
        given = replace(given, through=entitling(work, by, given, now=now))
        _clear(work, given, now=now)
        if not work.grants.add(given):
            raise AlreadyShared
        return done(work, by, given, "share.give", scope.id, at=now, facts=given.facts)


def check_subject(work: AccessWork, by: Principal, scope: Scope, subject: Subject) -> None:
    """Raises ScopeUnshareable, SubjectUnknown, SharedWithOneself, SharedWithOwner."""
    if scope.is_root:
        raise ScopeUnshareable
    if subject == Subject(SubjectKind.PERSON, by.user_id):
        raise SharedWithOneself
    if not _is_known(work, by, subject):
        raise SubjectUnknown
    if subject.kind is SubjectKind.PERSON and subject.id == scope.owner_id:
        raise SharedWithOwner


def _is_known(work: AccessWork, by: Principal, subject: Subject) -> bool:
    if subject.kind is SubjectKind.PERSON:
        return work.memberships.of(by.organisation_id, UserId(subject.id)) is not None
    if subject.kind is SubjectKind.DEPARTMENT:
        found = work.scopes.by_id(by.organisation_id, subject.id)
        return found is not None and found.kind == DEPARTMENT
    return subject == Subject(SubjectKind.ORGANISATION, by.organisation_id)


def _clear(work: AccessWork, given: Grant, *, now: datetime) -> None:
    """A share that is over makes room for the next."""
    present = work.grants.held(given.scope_id, given.subject.id, Reason.SHARE)
    if present is not None and not present.is_alive(now):
        work.grants.remove([present.id])
