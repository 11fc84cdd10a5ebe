"""Decisions over dictionaries, by walking up the tree."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from adapters.database.paging import newest_first, page_of
from adapters.permissions.access.memory_tables import (
    GRANTS,
    MEMBERSHIPS,
    ORGANISATIONS,
    SCOPES,
    Rows,
)
from application.paging import Page, Window
from application.permissions.access.views import Holder
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import Grant, Reason, SubjectKind
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.scope import DEPARTMENT, Scope
from domain.permissions.access.standing import Standing
from domain.principal import Kind, Principal

Given: TypeAlias = Mapping[UUID, Sequence[Grant]]
"""An organisation's grants, by the subject that holds them."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody with all that they hold, and the departments that they belong to."""

    by: Principal
    groups: Mapping[UUID, Grant]
    held: Sequence[Grant]


@service
class InMemoryDecisions:
    rows: Rows

    def version(self, organisation_id: OrganisationId) -> int:
        found: Organisation | None = self.rows(ORGANISATIONS).get(organisation_id)
        return 0 if found is None else found.access_version

    def level(self, by: Principal, id: UUID, *, now: datetime) -> Level | None:
        return self.standing(by, id).level(now)

    def levels(
        self, by: Principal, ids: Collection[UUID], *, now: datetime
    ) -> Mapping[UUID, Level]:
        asker = self._asker(by, self._given(by.organisation_id))
        found = {one: self._standing(asker, one).level(now) for one in ids}
        return {one: level for one, level in found.items() if level is not None}

    def within(self, by: Principal, kind: str, *, now: datetime) -> frozenset[UUID] | None:
        every = {one.id for one in self._of_kind(by.organisation_id, kind)}
        seen = frozenset(self.levels(by, every, now=now))
        at_root = self.level(by, by.organisation_id, now=now)
        return None if at_root is not None and seen == every else seen

    def listed(
        self, by: Principal, kind: str, window: Window, *, now: datetime, level: Level
    ) -> Page[UUID]:
        every = [one.id for one in self._of_kind(by.organisation_id, kind)]
        found = self.levels(by, every, now=now)
        enough = [one for one, held in found.items() if held >= level]
        return newest_first(enough, window, lambda one: one)

    def who(
        self, organisation_id: OrganisationId, id: UUID, window: Window, *, now: datetime
    ) -> Page[Holder]:
        after = window.after or UUID(int=0)
        given = self._given(organisation_id)
        asked = [one for one in self._askers(organisation_id, given) if one.user_id > after]
        best = [
            (one.user_id, self._standing(self._asker(one, given), id).strongest(now))
            for one in sorted(asked, key=lambda one: one.user_id)
        ]
        holders = [Holder(who, grant.level, grant) for who, grant in best if grant is not None]
        return page_of(holders, window, lambda one: one.id)

    def standing(self, by: Principal, id: UUID) -> Standing:
        return self._standing(self._asker(by, self._given(by.organisation_id)), id)

    def _standing(self, asker: Asker, id: UUID) -> Standing:
        by = asker.by
        way = list(way_to(self.rows(SCOPES), by.organisation_id, id))
        on_the_way = {one.id for one in way}
        found = [one for one in asker.held if one.scope_id in on_the_way]
        membership: Membership | None = self.rows(MEMBERSHIPS).get((by.organisation_id, by.user_id))
        is_guest = by.kind is Kind.GUEST
        state = None if membership is None or is_guest else membership.state
        return Standing(way, found, asker.groups, state, is_guest)

    def _asker(self, by: Principal, given: Given) -> Asker:
        is_person = by.kind is Kind.PERSON
        groups = self._groups(by, given) if is_person else {}
        subjects = {by.user_id, *groups, *([by.organisation_id] if is_person else ())}
        held = [
            one
            for subject in subjects
            for one in given.get(subject, ())
            if is_person or one.reason is Reason.LINK
        ]
        return Asker(by, groups, sorted(held, key=lambda one: one.id))

    def _groups(self, by: Principal, given: Given) -> dict[UUID, Grant]:
        """Return the departments that somebody belongs to, each with the nearest role in it."""
        near: dict[UUID, tuple[int, UUID, Grant]] = {}
        for role in given.get(by.user_id, ()):
            if role.reason is not Reason.ROLE:
                continue
            way = list(way_to(self.rows(SCOPES), by.organisation_id, role.scope_id))
            if not way or way[-1].kind != DEPARTMENT:
                continue
            for distance, one in enumerate(reversed(way)):
                if one.kind == DEPARTMENT:
                    found = (distance, role.id, role)
                    near[one.id] = min(near.get(one.id, found), found, key=lambda it: it[:2])
        return {one: role for one, (_, _, role) in near.items()}

    def _askers(self, organisation_id: OrganisationId, given: Given) -> Iterator[Principal]:
        memberships: Collection[Membership] = self.rows(MEMBERSHIPS).values()
        for one in memberships:
            if one.organisation_id == organisation_id:
                yield Principal(one.person_id, organisation_id)
        for subject, grants in given.items():
            if any(one.subject.kind is SubjectKind.LINK for one in grants):
                yield Principal(UserId(subject), organisation_id, Kind.GUEST)

    def _of_kind(self, organisation_id: OrganisationId, kind: str) -> Iterator[Scope]:
        every: Collection[Scope] = self.rows(SCOPES).values()
        return (one for one in every if one.kind == kind and one.organisation_id == organisation_id)

    def _given(self, organisation_id: OrganisationId) -> Given:
        """Look at every grant once, however many are asked about."""
        given: defaultdict[UUID, list[Grant]] = defaultdict(list)
        every: Collection[Grant] = self.rows(GRANTS).values()
        for one in every:
            if one.organisation_id == organisation_id:
                given[one.subject.id].append(one)
        return given


def way_to(scopes: Mapping[UUID, Scope], organisation_id: UUID, id: UUID) -> Iterator[Scope]:
    """Walk from the root down to it; nothing when the organisation has no such scope."""
    found = scopes.get(id)
    if found is None or found.organisation_id != organisation_id:
        return
    if found.parent_id is not None:
        yield from way_to(scopes, organisation_id, found.parent_id)
    yield found
