"""Random lives of an organisation, led through the use cases and told to the oracle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from application.paging import Window
from domain.access import Level
from domain.errors import DomainError
from domain.permissions.access.grant import LASTING, Grant
from domain.permissions.access.role import Role
from domain.principal import Principal
from support.access_oracle import Given, Oracle
from support.organisations import House

HOUR = timedelta(hours=1)
some = st.integers(min_value=0, max_value=99)
SHARES = st.sampled_from([Level.VIEW, Level.EDIT, Level.MANAGE])
ENDS = st.sampled_from([None, HOUR, 3 * HOUR])


def given_of(grant: Grant) -> Given:
    return Given(
        grant.id, grant.scope_id, grant.subject.id, int(grant.level), grant.reason.value,
        grant.expires_at, grant.through, grant.given_by,
    )  # fmt: skip


class AccessMachine(RuleBasedStateMachine):
    """`house_for` gives each life an organisation of its own. Refusals must change nothing."""

    house_for: Callable[[], House]
    checks = 0

    @initialize()
    def found(self) -> None:
        self.house = type(self).house_for()
        self.oracle = Oracle(self.house.root)
        self.people: list[Principal] = [self.house.boss]
        self.place(self.house.root, "organisation", None)
        self.oracle.active.add(self.house.boss.user_id)
        self.copy(self.house.root)
        self.settle()

    def settle(self) -> None:
        """Begin with something to pass on: most lives would take long to come so far."""
        for _ in range(3):
            self.joins(Role.VIEWER, 0)
        self.department(0, 0)
        self.thing(0, 1, "folder", inherits=True)
        self.thing(0, 2, "document", inherits=True)
        folder, thing = list(self.oracle.kind)[-2:]
        first, second = self.people[1:3]
        for by, to, scope in ((0, first, folder), (1, second, thing)):
            given = self.house.share(self.person(by), scope, to.user_id, Level.MANAGE)
            self.oracle.given[given.id] = given_of(given)

    # what the oracle is told

    def place(self, id: UUID, kind: str, parent: UUID | None) -> None:
        self.oracle.parent[id], self.oracle.kind[id] = parent, kind

    def copy(self, scope: UUID) -> None:
        for grant in self.house.grants(scope).values():
            self.oracle.given[grant.id] = given_of(grant)

    def person(self, number: int) -> Principal:
        return self.people[number % len(self.people)]

    def scope(self, number: int, *kinds: str) -> UUID:
        found = [one for one, kind in self.oracle.kind.items() if not kinds or kind in kinds]
        return found[number % len(found)] if found else self.house.root

    def attempt(self, act: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Return what the use case says; None when it refuses."""
        try:
            return act(*given, **named)
        except DomainError:
            return None

    # what may happen

    @rule(role=st.sampled_from(Role), at=some)
    def joins(self, role: Role, at: int) -> None:
        if len(self.people) < 5:
            where = self.scope(at, "organisation", "department")
            self.house.boss = next(one for one in self.people if self.is_admin(one))
            person = self.house.member(role, where)
            self.people.append(person)
            self.oracle.active.add(person.user_id)
            self.copy(where)

    def is_admin(self, who: Principal) -> bool:
        """The first one may have been suspended, or be gone."""
        return self.oracle.level(who.user_id, self.house.root, self.house.now) >= Level.ADMINISTER

    @rule(by=some, at=some)
    def department(self, by: int, at: int) -> None:
        parent = self.scope(at, "organisation", "department")
        made = self.attempt(self.house.department, parent, self.person(by))
        if made:
            self.place(made, "department", parent)

    @rule(by=some, at=some, inherits=st.booleans(), kind=st.sampled_from(["folder", "document"]))
    def thing(self, by: int, at: int, kind: str, *, inherits: bool) -> None:
        who, parent = self.person(by), self.scope(at, "organisation", "department", "folder")
        make = self.house.folder if kind == "folder" else self.house.thing
        made = self.attempt(make, who, parent, inherits=inherits)
        if made:
            self.place(made, kind, parent)
            if not inherits:
                self.oracle.restricted.add(made)
            self.copy(made)

    @rule(by=some, to=some, at=some, role=st.sampled_from(Role))
    def role_given(self, by: int, to: int, at: int, role: Role) -> None:
        who, scope = self.person(to).user_id, self.scope(at)
        if self.attempt(self.house.give, self.person(by), who, role, scope):
            self.copy(scope)

    @rule(by=some, to=some, at=some)
    def role_taken(self, by: int, to: int, at: int) -> None:
        who, person, scope = self.person(by), self.person(to), self.scope(at)
        _, lasting = self.held(who, scope)
        taken = self.attempt(self.house.take, who, person.user_id, scope)
        if taken:
            assert who == person or lasting >= Level.MANAGE
            self.oracle.drop(taken.id)
            self.oracle.lapse()

    @rule(by=some, to=some, at=some, level=SHARES, end=ENDS, group=st.booleans())
    def shared(
        self, by: int, to: int, at: int, level: Level, end: timedelta | None, *, group: bool
    ) -> None:
        who, scope = self.person(by), self.scope(at)
        subject = self.scope(to, "organisation", "department") if group else self.person(to).user_id
        ends = None if end is None else self.house.now + end
        holds, lasting = self.held(who, scope)
        present = [
            one.id
            for one in self.oracle.given.values()
            if (one.scope, one.subject, one.reason) == (scope, subject, "share")
        ]
        given = self.attempt(self.house.share, who, scope, subject, level, ends)
        if given:
            assert holds >= max(Level.MANAGE, level)
            assert (given.through is None) == (lasting >= max(Level.MANAGE, level))
            for gone in present:
                self.oracle.drop(gone)
            self.oracle.given[given.id] = given_of(given)

    def held(self, who: Principal, scope: UUID) -> tuple[int, int]:
        """Return what somebody holds, and what of it without shares, as the oracle sees it."""
        holds = self.oracle.level(who.user_id, scope, self.house.now)
        kept = {one.id: one for one in self.oracle.given.values() if one.reason in set(LASTING)}
        without = replace(self.oracle, given=kept)
        return holds, without.level(who.user_id, scope, self.house.now)

    @rule(by=some, which=some, level=SHARES, end=ENDS)
    def share_changed(self, by: int, which: int, level: Level, end: timedelta | None) -> None:
        shares = [one for one in self.oracle.given.values() if one.reason == "share"]
        if shares:
            share = shares[which % len(shares)]
            ends = None if end is None else self.house.now + end
            changed = self.attempt(self.house.change, self.person(by), share.id, level, ends)
            if changed:
                self.oracle.shrink(given_of(changed))

    @rule(by=some, which=some)
    def revoked(self, by: int, which: int) -> None:
        given = list(self.oracle.given)
        if self.attempt(self.house.revoke, self.person(by), given[which % len(given)]):
            self.oracle.drop(given[which % len(given)])

    @rule(by=some, what=some, to=some)
    def department_moved(self, by: int, what: int, to: int) -> None:
        thing, parent = self.scope(what, "department"), self.scope(to, "organisation", "department")
        asked = {thing, self.oracle.parent.get(thing), parent} - {None}
        lasting = [self.held(self.person(by), one)[1] for one in asked if one]
        if self.attempt(self.house.move_department, self.person(by), thing, parent):
            assert min(lasting) >= Level.MANAGE
            assert thing not in list(self.oracle.above(parent))
            self.oracle.parent[thing] = parent
            self.oracle.strand()
            self.oracle.lapse()

    @rule(by=some, what=some, to=some, inherits=st.sampled_from([None, True, False]))
    def moved(self, by: int, what: int, to: int, inherits: bool | None) -> None:
        thing = self.scope(what, "folder", "document")
        parent = self.scope(to, "organisation", "department", "folder")
        who = self.person(by)
        before = {one.user_id: self.held(one, thing)[1] for one in self.people}
        shares = self.managing_shares(who, thing)
        kept = self.without(shares, thing)
        if self.attempt(self.house.move, who, thing, parent, inherits):
            assert thing not in list(self.oracle.above(parent))
            self.oracle.parent[thing] = parent
            if inherits is not None:
                (self.oracle.restricted.discard if inherits else self.oracle.restricted.add)(thing)
            self.oracle.strand()
            if before[who.user_id] < Level.MANAGE:
                assert not [
                    one for one in self.people if self.held(one, thing)[1] > before[one.user_id]
                ]
                still = self.without(shares, thing)
                assert not [one for one in still if still[one] > kept[one]]

    def managing_shares(self, who: Principal, thing: UUID) -> list[UUID]:
        """Return the shares by which somebody manages it now."""
        subjects, now = self.oracle.subjects(who.user_id), self.house.now
        return [
            one.id
            for one in self.oracle.given.values()
            if one.reason == "share" and one.subject in subjects and one.level >= Level.MANAGE
            and (one.ends is None or one.ends > now) and self.oracle.counts(one, thing)
        ]  # fmt: skip

    def without(self, shares: list[UUID], thing: UUID) -> dict[UUID, int]:
        """Return what everybody would hold if these shares were taken back."""
        later = replace(self.oracle, given=dict(self.oracle.given))
        for one in shares:
            if one in later.given:
                later.drop(one)
        return {one.user_id: later.level(one.user_id, thing, self.house.now) for one in self.people}

    @rule(what=some)
    def thing_removed(self, what: int) -> None:
        thing = self.scope(what, "folder", "document")
        if thing == self.house.root:
            return
        self.house.remove_thing(thing)
        for one in [one.id for one in self.oracle.given.values() if one.scope == thing]:
            if one in self.oracle.given:
                self.oracle.drop(one)
        for child in [one for one, up in self.oracle.parent.items() if up == thing]:
            self.oracle.parent[child] = self.oracle.parent[thing]
            if thing in self.oracle.restricted:
                self.oracle.restricted.add(child)
        del self.oracle.parent[thing], self.oracle.kind[thing]
        self.oracle.restricted.discard(thing)

    @rule(by=some, who=some, change=st.sampled_from(["suspend", "resume", "remove"]))
    def membership(self, by: int, who: int, change: str) -> None:
        person = self.person(who).user_id
        was = {one.user_id for one in self.people}
        act = {"suspend": self.house.suspend, "resume": self.house.resume,
               "remove": self.house.remove}[change]  # fmt: skip
        try:
            act(self.person(by), person)
        except DomainError:
            return
        assert person in was
        if change == "resume":
            self.oracle.active.add(person)
            return
        self.oracle.active.discard(person)
        if change == "remove":
            self.people = [one for one in self.people if one.user_id != person]
            for one in [one.id for one in self.oracle.given.values() if one.subject == person]:
                if one in self.oracle.given:
                    self.oracle.drop(one)
            self.oracle.gone.add(person)
            self.oracle.lapse()

    @rule()
    def an_hour_passes(self) -> None:
        self.house.clock.step(HOUR)

    # what must hold after each

    @invariant()
    def decisions_are_the_oracles(self) -> None:
        scopes = list(self.oracle.kind)
        for who in self.people:
            expected = {
                thing: level
                for thing in scopes
                if (level := self.oracle.level(who.user_id, thing, self.house.now))
            }
            assert self.house.access.levels(who, scopes) == expected
            alone = {thing: self.house.access.level(who, thing) for thing in scopes}
            assert alone == {thing: expected.get(thing) for thing in scopes}
            seen = {thing for thing in expected if self.oracle.kind[thing] == "document"}
            assert self.house.listed(who) == sorted(seen, reverse=True)
            within = self.house.access.within(who, "document")
            every = {thing for thing in scopes if self.oracle.kind[thing] == "document"}
            assert (every if within is None else set(within)) == seen
            type(self).checks += len(scopes)

    @invariant()
    def everybody_who_can_is_told(self) -> None:
        for thing in list(self.oracle.kind)[-2:]:
            levels = {
                one.user_id: self.oracle.level(one.user_id, thing, self.house.now)
                for one in self.people
            }
            assert self.house.who(thing) == {one: level for one, level in levels.items() if level}

    @invariant()
    def explanations_agree_with_decisions(self) -> None:
        for who in self.people:
            for thing in list(self.oracle.kind)[-2:]:
                found = self.house.reader.standing(who, thing).level(self.house.now)
                assert (found or 0) == self.oracle.level(who.user_id, thing, self.house.now)

    @invariant()
    def an_active_admin_is_left(self) -> None:
        levels = (
            self.oracle.level(one.user_id, self.house.root, self.house.now) for one in self.people
        )
        assert Level.ADMINISTER in levels

    @invariant()
    def nothing_exceeds_the_share_it_came_through(self) -> None:
        for one in self.oracle.given.values():
            if one.through is not None:
                cap = self.oracle.given[one.through]
                assert one.level <= cap.level
                assert cap.ends is None or (one.ends is not None and one.ends <= cap.ends)

    @invariant()
    def the_chain_is_whole(self) -> None:
        chain = self.house.lists.audit(self.house.root, after=0, limit=1)
        assert chain[0].is_sealed
        assert self.house.lists.of_person(self.house.boss.user_id, Window(1)) is not None
