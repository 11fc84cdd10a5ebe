"""Grants in a dictionary."""

from collections.abc import Callable, Collection, Sequence
from collections.abc import Set as AbstractSet
from uuid import UUID

from adapters.database.memory import MemoryTransaction
from adapters.permissions.access.memory_tables import GRANTS, MEMBERSHIPS, SCOPES
from adapters.permissions.people.memory_tables import ACCOUNTS
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import Grant, GrantId, Reason
from domain.permissions.access.scope import Scope


@service
class InMemoryGrantRepository:
    work: MemoryTransaction

    def by_id(self, organisation_id: OrganisationId, id: GrantId) -> Grant | None:
        found: Grant | None = self.work.table(GRANTS).get(id)
        return found if found is not None and found.organisation_id == organisation_id else None

    def held(self, scope_id: UUID, subject_id: UUID, reason: Reason) -> Grant | None:
        key = (scope_id, subject_id, reason)
        return next(iter(self._all(lambda one: _key(one) == key)), None)

    def to(self, organisation_id: OrganisationId, subject_id: UUID) -> Sequence[Grant]:
        return self._all(
            lambda one: (
                one.organisation_id == organisation_id
                and one.subject.id == subject_id
                and one.reason is not Reason.OWNER
            )
        )

    def on(self, scope: Scope) -> Sequence[Grant]:
        return self._all(lambda one: one.scope_id == scope.id)

    def through(self, ids: Collection[GrantId]) -> Sequence[Grant]:
        asked = set(ids)
        return self._all(lambda one: one.through in asked)

    def passed_on(self, scope: Scope) -> Sequence[Grant]:
        return self._all(lambda one: one.through is not None and self._is_in(one.scope_id, scope))

    def add(self, grant: Grant) -> bool:
        held = self.work.table(GRANTS)
        if grant.id in held or self._all(lambda one: _key(one) == _key(grant)):
            return False
        held[grant.id] = grant
        return True

    def save(self, grant: Grant) -> None:
        self.work.table(GRANTS)[grant.id] = grant

    def remove(self, ids: Collection[GrantId]) -> int:
        gone, count = list(ids), 0
        while gone:
            passed = [one.id for one in self.through(gone)]
            for one in gone:
                count += self.work.table(GRANTS).pop(one, None) is not None
            gone = passed
        return count

    def admins(self, organisation_id: OrganisationId) -> AbstractSet[UserId]:
        members, accounts = self.work.table(MEMBERSHIPS), self.work.table(ACCOUNTS)
        roles = self._all(
            lambda one: (
                one.scope_id == organisation_id
                and one.reason is Reason.ROLE
                and one.level is Level.ADMINISTER
            )
        )
        holders = (UserId(one.subject.id) for one in roles)
        return {
            one
            for one in holders
            if (held := members.get((organisation_id, one))) is not None
            and held.is_active
            and ((account := accounts.get(one)) is None or account.is_active)
        }

    def _is_in(self, id: UUID, scope: Scope) -> bool:
        step: UUID | None = id
        while step is not None and step != scope.id:
            above: Scope = self.work.table(SCOPES)[step]
            step = above.parent_id
        return step is not None

    def _all(self, wanted: Callable[[Grant], bool]) -> list[Grant]:
        every: Collection[Grant] = self.work.table(GRANTS).values()
        return sorted((one for one in every if wanted(one)), key=lambda one: one.id)


def _key(grant: Grant) -> tuple[UUID, UUID, Reason]:
    return grant.scope_id, grant.subject.id, grant.reason
