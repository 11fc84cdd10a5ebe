"""Every organisation with at most three departments and two things, and what the oracle says.

People do not change what others may: so instead of three people who choose their role in turn,
each world has one person for every choice of a role and a scope, and one without any.
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
Share = tuple[UUID, Level]


@dataclass(frozen=True, slots=True)
class SmallWorld:
    """`parents` and `places` are positions among root and departments; 0 is the root."""

    parents: Sequence[int]
    places: Sequence[int]
    restricted: Sequence[bool]

    @property
    def groups(self) -> list[UUID]:
        return [ROOT, *(UUID(int=1_100 + n) for n in range(len(self.parents)))]

    @property
    def things(self) -> list[UUID]:
        return [UUID(int=1_200 + n) for n in range(THINGS)]


def small_worlds() -> Iterator[SmallWorld]:
    for count in range(MOST_DEPARTMENTS + 1):
        for parents in product(*(range(n + 1) for n in range(count))):
            for places in product(range(count + 1), repeat=THINGS):
                for restricted in product((False, True), repeat=THINGS):
                    yield SmallWorld(parents, places, restricted)


def compared(store: AccessStore, *, every: int) -> int:
    """Compare each `every`th world with the oracle; returns how many decisions there were."""
    checks = worlds = 0
    for world in small_worlds():
        ways = list(product(_shares(world), repeat=THINGS))
        chosen = ways[-worlds % every :: every]
        worlds += len(ways)
        if chosen:
            checks += _compared(store, world, chosen)
    return checks


def _shares(world: SmallWorld) -> list[Share | None]:
    """Return every way to share a thing with a group, and not to share it."""
    return [None, *product(world.groups, SHARED_AT)]


def _compared(
    store: AccessStore, world: SmallWorld, ways: Sequence[tuple[Share | None, ...]]
) -> int:
    """Build it, compare every decision in it for every way to share its things, and forget it."""
    oracle, scopes, checks = Oracle(ROOT), [*world.groups, *world.things], 0
    with store.transaction() as work:
        _build(work, world, oracle)
        people = _people(work, scopes, oracle)
        for shares in ways:
            given = [
                _share(work, oracle, number, thing, share)
                for number, (thing, share) in enumerate(zip(world.things, shares, strict=True))
                if share is not None
            ]
            for one in people:
                _agree(work, oracle, one, scopes)
            checks += len(people) * len(scopes)
            work.grants.remove(given)
            for gone in given:
                oracle.drop(gone)
    return checks


def _agree(work: AccessWork, oracle: Oracle, person: UUID, scopes: Sequence[UUID]) -> None:
    """Ask of all at once, and of the last thing by itself, which is a statement of its own."""
    expected = {it: level for it in scopes if (level := oracle.level(person, it, NOON))}
    by, last = Principal(UserId(person), ROOT), scopes[-1]
    found = work.reader.levels(by, scopes, now=NOON)
    alone = work.reader.level(by, last, now=NOON)
    if found != expected or alone != expected.get(last):
        raise AssertionError(f"{found}, {alone} is not {expected} in {oracle}")


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


def _share(work: AccessWork, oracle: Oracle, number: int, thing: UUID, share: Share) -> GrantId:
    group, level = share
    kind = SubjectKind.ORGANISATION if group == ROOT else SubjectKind.DEPARTMENT
    return _give(work, oracle, number + 1, thing, Subject(kind, group), level, Reason.SHARE)


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
) -> GrantId:  # fmt: skip
    grant_id = GrantId(UUID(int=number))
    work.grants.add(Grant(
        id=grant_id, organisation_id=ROOT, scope_id=scope, subject=subject, level=level,
        reason=reason, given_by=UserId(ROOT), created_at=NOON,
    ))  # fmt: skip
    oracle.given[grant_id] = Given(grant_id, scope, subject.id, int(level), reason.value)
    return grant_id
