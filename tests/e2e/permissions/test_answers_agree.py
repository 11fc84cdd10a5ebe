"""Whoever asks in whatever way about a world of many relations is told what the world says."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from application.clock import Clock
from application.permissions.access.organisations.suspend_member import SuspendMember
from application.permissions.access.ports import AccessStore
from application.permissions.access.sharing.share_resource import NewShare, ShareResource
from domain.access import Level
from domain.permissions.access.actions import ACTIONS
from domain.permissions.access.grant import GrantId, Subject, SubjectKind
from domain.permissions.access.role import Role
from domain.principal import Principal
from e2e.permissions.standard import (
    EVALUATION,
    EVALUATIONS,
    SEARCH,
    asks,
    named,
    posted,
    thing,
    user,
)
from entrypoints.testing import SteppingClock
from support.company import Company

CHECKS, EXPLANATIONS = "/api/v1/access/checks", "/api/v1/access/explanations"
HOUR = timedelta(hours=1)
NOTHING, VIEW, EDIT, MANAGE, ALL = None, Level.VIEW, Level.EDIT, Level.MANAGE, Level.ADMINISTER
THINGS = ("plan", "diary", "notice", "lapsed")
EXPECTED: dict[str, tuple[Level | None, ...]] = {
    "admin": (ALL, ALL, ALL, ALL),
    "manager": (MANAGE, NOTHING, EDIT, NOTHING),
    "inner": (VIEW, VIEW, EDIT, NOTHING),
    "owner": (VIEW, MANAGE, EDIT, NOTHING),
    "south": (NOTHING, NOTHING, MANAGE, NOTHING),
    "friend": (NOTHING, EDIT, EDIT, NOTHING),
    "suspended": (NOTHING, NOTHING, NOTHING, NOTHING),
    "stranger": (NOTHING, NOTHING, NOTHING, NOTHING),
}
"""What each may do with each thing."""
PLAIN = ("view", "edit", "manage", "administer")
"""One action for each level; batches ask about all of them."""
CASES = [(who, what) for who in EXPECTED for what in THINGS]
MEMBERS = [who for who in EXPECTED if who not in {"suspended", "stranger"}]


def may(who: str, what: str, action: str) -> bool:
    held = EXPECTED[who][THINGS.index(what)]
    return held is not None and held >= ACTIONS[action]


@dataclass(frozen=True, slots=True)
class Built:
    company: Company
    people: dict[str, Principal]
    things: dict[str, UUID]

    def ask(self, path: str, body: Any, by: Principal | None = None) -> Any:
        return posted(self.company, path, body, by)


@pytest.fixture
def built(kept_company: Company) -> Built:
    """North holds Quay; a restricted folder within North's plans is Quay's to see."""
    company = kept_company
    north = company.department("North")
    quay, south = company.department("Quay", north), company.department("South")
    people = {
        "admin": company.ada,
        "manager": company.hire(Role.MANAGER, north),
        "inner": company.hire(Role.VIEWER, quay),
        "owner": company.hire(Role.VIEWER, quay),
        "south": company.hire(Role.MANAGER, south),
        "friend": company.hire(Role.CONTRIBUTOR, south),
        "suspended": company.hire(Role.MANAGER, north),
        "stranger": company.stranger(),
    }
    plans = company.folder("Plans", north)
    secret = company.folder("Secret", plans, inherits=False)
    things = {
        "plan": company.document(parent=plans),
        "diary": company.document(people["owner"], parent=secret),
        "notice": company.document(parent=south),
        "lapsed": company.document(inherits=False),
    }
    company.share(plans, Subject(SubjectKind.DEPARTMENT, quay))
    company.share(secret, Subject(SubjectKind.DEPARTMENT, quay))
    company.share(things["diary"], people["friend"], Level.EDIT)
    company.share(things["notice"], Subject(SubjectKind.ORGANISATION, company.id), Level.EDIT)
    _lapse(company, things["lapsed"], people["inner"])
    company.container.get(SuspendMember)(company.ada, people["suspended"].user_id)
    return Built(company, people, things)


def _lapse(company: Company, thing: UUID, person: Principal) -> None:
    """Share it as if two hours ago, for one."""
    then = company.container.get(Clock).now() - 2 * HOUR
    subject = Subject(SubjectKind.PERSON, person.user_id)
    share = NewShare(GrantId(company.new_id()), thing, subject, Level.EDIT, then + HOUR)
    ShareResource(company.container.get(AccessStore), SteppingClock(then))(company.ada, share)


def check(built: Built, who: str | None, what: str, action: str) -> dict[str, Any]:
    body: dict[str, Any] = {"action": action, "resource": {"id": str(built.things[what])}}
    if who is not None:
        body["subject"] = {"id": str(built.people[who].user_id)}
    return body


def test_every_check_says_what_the_world_says(built: Built) -> None:
    for who, what in CASES:
        for action in PLAIN:
            expected = may(who, what, action)
            asked = built.ask(CHECKS, check(built, who, what, action))
            of_oneself = built.ask(CHECKS, check(built, None, what, action), built.people[who])
            told = built.ask(EXPLANATIONS, check(built, who, what, action))
            found = [one["allowed"] for one in (asked, of_oneself, told)]
            assert found == [expected] * 3, (who, what, action)


def test_a_batch_says_it_too(built: Built) -> None:
    cases = [(who, what, action) for who, what in CASES for action in ACTIONS]
    told = built.ask(CHECKS, {"checks": [check(built, *one) for one in cases]})
    assert [one["allowed"] for one in told["results"]] == [may(*one) for one in cases]


def test_the_standard_says_it_in_its_words(built: Built) -> None:
    cases = [(who, what, action) for who, what in CASES for action in ACTIONS]
    bodies = [
        asks(built.people[who], action, thing(built.things[what])) for who, what, action in cases
    ]
    for case, body in zip(cases, bodies, strict=True):
        if case[2] in PLAIN:
            assert built.ask(EVALUATION, body)["decision"] is may(*case), case
    told = built.ask(EVALUATIONS, {"evaluations": bodies})["evaluations"]
    assert [one["decision"] for one in told] == [may(*one) for one in cases]


def test_all_things_of_a_person_are_found(built: Built) -> None:
    for who, person in built.people.items():
        for action in PLAIN:
            body = {"subject": user(person), "action": named(action)}
            found = ids(built, "resource", {**body, "resource": {"type": "document"}})
            expected = {str(built.things[what]) for what in THINGS if may(who, what, action)}
            assert found == expected, (who, action)


def test_all_people_of_a_thing_are_found(built: Built) -> None:
    for what in THINGS:
        for action in PLAIN:
            body = {"subject": {"type": "user"}, "action": named(action)}
            found = ids(built, "subject", {**body, "resource": thing(built.things[what])})
            people = {who: one for who, one in built.people.items() if may(who, what, action)}
            assert found == {str(one.user_id) for one in people.values()}, (what, action)


def test_every_action_is_found(built: Built) -> None:
    for who, what in CASES:
        body = {"subject": user(built.people[who]), "resource": thing(built.things[what])}
        found = {one["name"] for one in built.ask(f"{SEARCH}/action", body)["results"]}
        assert found == {action for action in ACTIONS if may(who, what, action)}, (who, what)


def test_everybodys_own_list_shows_it(built: Built) -> None:
    for who in MEMBERS:
        client = built.company.acts(built.people[who])
        for level in PLAIN[:3]:
            told = client.get(f"/api/v1/me/resources?kind=document&level={level}").get_json()
            shown = {one["id"] for one in told["items"]}
            expected = {str(built.things[what]) for what in THINGS if may(who, what, level)}
            assert (shown, told["next_cursor"]) == (expected, None), (who, level)


def test_who_can_see_a_thing_is_who_sees_it(built: Built) -> None:
    for what in THINGS:
        path = f"/api/v1/resources/{built.things[what]}/access"
        told = built.company.acts(built.company.ada).get(path).get_json()
        shown = {one["id"]: one["level"] for one in told["items"]}
        held = {who: EXPECTED[who][THINGS.index(what)] for who in EXPECTED}
        assert shown == {
            str(built.people[who].user_id): level.name.lower()
            for who, level in held.items()
            if level
        }, what


def ids(built: Built, kind: str, body: dict[str, Any]) -> set[str]:
    return {one["id"] for one in built.ask(f"{SEARCH}/{kind}", body)["results"]}
