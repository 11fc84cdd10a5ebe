"""Every organisation with at most three departments and two things, and what the oracle says.

People do not change what others may, so the three of a world stand for every choice of one role on
one scope: all choices are made in the same world, each by a person of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from application.permissions.access.ports import AccessStore, AccessWork
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import Grant, GrantId, Reason, Subject, SubjectKind
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.role import Role
from domain.permissions.access.scope import DEPARTMENT, ORGANISATION, Scope
from domain.principal import Principal
from support.access_oracle import Given, Oracle
from support.people import NOON

ROOT = OrganisationId(UUID(int=1_000))
MOST_DEPARTMENTS, THINGS = 3, 2
SHARED_AT = (Level.VIEW, Level.EDIT, Level.MANAGE)


@dataclass(frozen=True, slots=True)
class SmallWorld:
    """`parents` and `places` are positions among root and departments; 0 is the root.

    The first thing is shared with the group at `shared`, None with nobody.
    """

    parents: Sequence[int]
    places: Sequence[int]
    restricted: Sequence[bool]
    shared: int | None
    level: Level

    @property
    def groups(self) -> list[UUID]:
        return [ROOT, *(UUID(int=1_100 + n) for n in range(len(self.parents)))]

    @property
    def things(self) -> list[UUID]:
        return [UUID(int=1_200 + n) for n in range(THINGS)]


def small_worlds() -> Iterator[SmallWorld]:
    for count in range(MOST_DEPARTMENTS + 1):
        trees = product(*(range(n + 1) for n in range(count)))
        groups = [None, *range(count + 1)]
        for parents in trees:
            for places in product(range(count + 1), repeat=THINGS):
                for restricted in product((False, True), repeat=THINGS):
                    for shared, level in product(groups, SHARED_AT):
                        yield SmallWorld(parents, places, restricted, shared, level)


def compared(store: AccessStore, world: SmallWorld) -> int:
    """Build it, compare every decision, and forget it; returns how many there were."""
    oracle, scopes = Oracle(ROOT), [*world.groups, *world.things]
    with store.transaction() as work:
        _build(work, world, oracle)
        people = _people(work, scopes, oracle)
        for one in people:
            expected = {it: level for it in scopes if (level := oracle.level(one, it, NOON))}
            found = work.reader.levels(Principal(UserId(one), ROOT), scopes, now=NOON)
            assert found == expected, (world, one)
    return len(people) * len(scopes)


def _build(work: AccessWork, world: SmallWorld, oracle: Oracle) -> None:
    work.organisations.add(Organisation.found(ROOT, "Small", now=NOON))
    placed: dict[UUID, Scope] = {}
    parents = [None, *world.parents, *world.places]
    kinds = [ORGANISATION, *[DEPARTMENT] * len(world.parents), *["document"] * THINGS]
    open_ = [*[True] * len(world.groups), *(not one for one in world.restricted)]
    ids = [*world.groups, *world.things]
    for one, at, kind, inherits in zip(ids, parents, kinds, open_, strict=True):
        parent = None if at is None else placed[world.groups[at]]
        above = (None, 0) if parent is None else (parent.id, parent.depth + 1)
        placed[one] = Scope(
            id=one, organisation_id=ROOT, kind=kind, parent_id=above[0], depth=above[1],
            created_at=NOON, inherits=inherits,
        )  # fmt: skip
        work.scopes.add(placed[one])
        oracle.parent[one], oracle.kind[one] = placed[one].parent_id, kind
        if not inherits:
            oracle.restricted.add(one)
    if world.shared is not None:
        group = world.groups[world.shared]
        kind_of = SubjectKind.DEPARTMENT if world.shared else SubjectKind.ORGANISATION
        _give(work, oracle, 1, world.things[0], Subject(kind_of, group), world.level, Reason.SHARE)


def _people(work: AccessWork, scopes: Sequence[UUID], oracle: Oracle) -> list[UUID]:
    """Let one person hold each role on each scope, and one hold none."""
    people: list[UUID] = []
    choices = [None, *product(scopes, Role)]
    for number, choice in enumerate(choices):
        person = UserId(UUID(int=2_000 + number))
        work.memberships.save(Membership.begin(ROOT, person, now=NOON))
        oracle.active.add(person)
        if choice is not None:
            scope, role = choice
            subject = Subject(SubjectKind.PERSON, person)
            _give(work, oracle, 3_000 + number, scope, subject, role.level, Reason.ROLE)
        people.append(person)
    return people


def _give(
    work: AccessWork, oracle: Oracle, number: int, scope: UUID, subject: Subject,
    level: Level, reason: Reason,
) -> None:  # fmt: skip
    grant_id = GrantId(UUID(int=number))
    work.grants.add(Grant(
        id=grant_id, organisation_id=ROOT, scope_id=scope, subject=subject, level=level,
        reason=reason, given_by=UserId(ROOT), created_at=NOON,
    ))  # fmt: skip
    oracle.given[grant_id] = Given(grant_id, scope, subject.id, int(level), reason.value)
