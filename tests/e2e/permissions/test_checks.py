"""May somebody do something? Oneself always, others where one manages; nothing is given away."""

from typing import Any
from uuid import UUID

import pytest

from application.permissions.access.organisations.suspend_member import SuspendMember
from domain.access import Level
from domain.permissions.access.role import Role
from domain.principal import Principal
from e2e.problems import refused
from support.company import Company

CHECKS = "/api/v1/access/checks"


def check(action: str, thing: UUID, whom: Principal | None = None, **named: str) -> dict[str, Any]:
    body: dict[str, Any] = {"action": action, "resource": {"id": str(thing), **named}}
    if whom is not None:
        body["subject"] = {"type": "person", "id": str(whom.user_id)}
    return body


def allowed(company: Company, by: Principal, body: dict[str, Any]) -> bool:
    response = company.acts(by).post(CHECKS, json=body)
    assert response.status_code == 200, response.get_data(as_text=True)
    told = response.get_json()
    assert response.headers["Authz-Version"] == str(told["access_version"])
    return bool(told["allowed"])


def test_everybody_may_ask_about_themselves(kept_company: Company) -> None:
    company = kept_company
    ben, handbook = company.hire(), company.document()
    assert allowed(company, ben, check("view", handbook))
    assert not allowed(company, ben, check("edit", handbook))
    company.share(handbook, ben, Level.EDIT)
    assert allowed(company, ben, check("edit", handbook))
    assert not allowed(company, ben, check("delete", handbook))


def test_what_is_unknown_is_not_allowed_like_what_is_hidden(company: Company) -> None:
    ben, diary = company.hire(), company.document(inherits=False)
    client = company.acts(ben)
    hidden = client.post(CHECKS, json=check("view", diary))
    unknown = client.post(CHECKS, json=check("view", company.new_id()))
    assert hidden.status_code == unknown.status_code == 200
    assert hidden.get_json() == unknown.get_json()


def test_a_thing_of_another_type_is_not_the_one_meant(company: Company) -> None:
    handbook = company.document()
    assert allowed(company, company.ada, check("delete", handbook, type="document"))
    assert not allowed(company, company.ada, check("delete", handbook, type="folder"))


def test_a_batch_is_answered_in_its_order(kept_company: Company) -> None:
    company = kept_company
    ben, eve = company.hire(), company.stranger()
    things = [company.document(), company.document(inherits=False), company.new_id()]
    checks = [
        check(action, thing, whom)
        for thing in things
        for action in ("view", "edit")
        for whom in (None, ben, eve)
    ]
    results = company.acts(company.ada).post(CHECKS, json={"checks": checks}).get_json()["results"]
    single = [allowed(company, company.ada, one) for one in checks]
    assert [one["allowed"] for one in results] == single
    assert single[:6] == [True, True, False, True, False, False]
    assert single[6:12] == [True, False, False, True, False, False]
    assert not any(single[12:])


def test_a_thousand_are_asked_at_once_and_no_more(company: Company) -> None:
    handbook = company.document()
    client = company.acts(company.ada)
    full = client.post(CHECKS, json={"checks": [check("view", handbook)] * 1_000})
    assert [one["allowed"] for one in full.get_json()["results"]] == [True] * 1_000
    refused(
        client.post(CHECKS, json={"checks": [check("view", handbook)] * 1_001}), 422, "invalid_body"
    )
    refused(client.post(CHECKS, json={"checks": []}), 422, "invalid_body")


def test_others_are_asked_about_by_those_who_manage_the_thing(company: Company) -> None:
    ben, cem = company.hire(), company.hire()
    own, shared = company.document(ben), company.document()
    company.share(shared, ben, Level.MANAGE)
    assert allowed(company, ben, check("view", own, cem))
    assert allowed(company, ben, check("view", shared, cem))
    assert not allowed(company, ben, check("edit", shared, cem))


def test_nobody_else_may_ask_about_others_whether_the_thing_is_there_or_not(
    company: Company,
) -> None:
    ben, cem = company.hire(Role.CONTRIBUTOR), company.hire()
    seen, hidden = company.document(), company.document(inherits=False)
    answers = [
        refused(
            company.acts(ben).post(CHECKS, json=check("view", thing, cem)), 403, "level_not_held"
        )
        for thing in (seen, hidden, company.new_id())
    ]
    assert len({one["detail"] for one in answers}) == 1


def test_to_a_manager_what_is_restricted_is_not_there(company: Company) -> None:
    cem, mia = company.hire(), company.hire(Role.MANAGER)
    diary = company.document(cem, inherits=False)
    assert not allowed(company, mia, check("view", diary, cem))
    assert not allowed(company, mia, check("view", company.new_id(), cem))
    assert allowed(company, company.ada, check("view", diary, cem))


def test_one_question_too_many_refuses_the_whole_batch(company: Company) -> None:
    ben, cem = company.hire(), company.hire()
    handbook = company.document()
    checks = [check("view", handbook), check("view", handbook, cem)]
    refused(company.acts(ben).post(CHECKS, json={"checks": checks}), 403, "level_not_held")


def test_a_suspension_is_felt_by_the_next_check(kept_company: Company) -> None:
    company = kept_company
    ben, handbook = company.hire(), company.document()
    assert allowed(company, ben, check("view", handbook))
    company.container.get(SuspendMember)(company.ada, ben.user_id)
    assert not allowed(company, ben, check("view", handbook))
    assert not allowed(company, company.ada, check("view", handbook, ben))


def test_another_organisation_is_a_foreign_land(company: Company) -> None:
    other = Company.found(company.container)
    assert not allowed(other, other.ada, check("view", company.document()))
    assert not allowed(other, other.ada, check("view", company.id))


def test_a_check_waits_for_no_version_that_is_not_there(company: Company) -> None:
    handbook = company.document()
    client = company.acts(company.ada)
    version = client.post(CHECKS, json=check("view", handbook)).get_json()["access_version"]
    ask = {"json": check("view", handbook)}
    fresh = client.post(CHECKS, headers={"Authz-At-Least": str(version)}, **ask)
    assert fresh.status_code == 200
    stale = client.post(CHECKS, headers={"Authz-At-Least": str(version + 1)}, **ask)
    refused(stale, 409, "stale_snapshot")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"action": "fly"}, "action_unknown"),
        ({"action": 1}, "invalid_body"),
        ({"resource": None}, "invalid_body"),
        ({"resource": {"id": "harbour"}}, "invalid_body"),
        ({"resource": {"type": "document"}}, "invalid_body"),
        (
            {"subject": {"type": "robot", "id": "018f0000-0000-7000-8000-000000000001"}},
            "invalid_body",
        ),
        ({"subject": {"id": "../me"}}, "invalid_body"),
        ({"level": "administer"}, "invalid_body"),
        ({"checks": [], "action": "view"}, "invalid_body"),
    ],
)
def test_what_does_not_fit_is_refused(company: Company, change: dict[str, Any], code: str) -> None:
    body = {**check("view", company.document()), **change}
    refused(company.acts(company.ada).post(CHECKS, json=body), 422, code)
