"""Why somebody may do something, step by step, or what is missing."""

from typing import Any
from uuid import UUID

from application.permissions.access.organisations.suspend_member import SuspendMember
from domain.access import Level
from domain.permissions.access.grant import Subject, SubjectKind
from domain.permissions.access.role import Role
from domain.principal import Principal
from e2e.permissions.test_checks import check
from e2e.problems import refused
from support.company import Company

EXPLANATIONS = "/api/v1/access/explanations"


def why(
    company: Company, action: str, thing: UUID, whom: Principal | None = None,
    by: Principal | None = None,
) -> dict[str, Any]:  # fmt: skip
    client = company.acts(by or company.ada)
    response = client.post(EXPLANATIONS, json=check(action, thing, whom))
    assert response.status_code == 200, response.get_data(as_text=True)
    told: dict[str, Any] = response.get_json()
    return told


def ids(steps: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in steps]


def test_a_role_is_followed_down_to_the_thing(kept_company: Company) -> None:
    company = kept_company
    north = company.department("North")
    folder = company.folder("Plans", north)
    plan = company.document(parent=folder)
    ben = company.hire(Role.CONTRIBUTOR, north)
    told = why(company, "edit", plan, ben)
    assert (told["allowed"], told["level"], told["missing"]) == (True, "edit", None)
    assert told["grant"]["reason"] == "role"
    assert told["grant"]["subject"] == {"type": "person", "id": str(ben.user_id)}
    assert ids(told["path"]) == [str(north), str(folder), str(plan)]
    assert [one["type"] for one in told["path"]] == ["department", "folder", "document"]
    assert told["belongs"] is None
    assert why(company, "edit", plan, by=ben) == told


def test_a_share_with_a_department_names_the_way_up_to_it(kept_company: Company) -> None:
    company = kept_company
    north = company.department("North")
    docks = company.department("Docks", north)
    plan = company.document(inherits=False)
    ben = company.hire(Role.VIEWER, docks)
    company.share(plan, Subject(SubjectKind.DEPARTMENT, north))
    told = why(company, "view", plan, ben)
    assert told["allowed"]
    assert told["grant"]["subject"] == {"type": "department", "id": str(north)}
    assert ids(told["path"]) == [str(plan)]
    assert told["belongs"]["role"] == "viewer"
    assert ids(told["belongs"]["departments"]) == [str(docks), str(north)]


def test_what_is_missing_is_named(company: Company) -> None:
    ben, cem = company.hire(), company.hire()
    handbook = company.document()
    closed = company.folder("Closed", inherits=False)
    diary = company.document(parent=closed)
    lacks = why(company, "edit", handbook, ben)
    assert (lacks["allowed"], lacks["level"]) == (False, "view")
    assert lacks["missing"] == {"link": "level", "at": None}
    restricted = why(company, "view", diary, ben)
    assert restricted["missing"] == {"link": "restricted", "at": str(closed)}
    assert why(company, "view", company.new_id(), ben)["missing"]["link"] == "resource"
    assert why(company, "view", handbook, company.stranger())["missing"]["link"] == "membership"
    company.container.get(SuspendMember)(company.ada, cem.user_id)
    assert why(company, "view", handbook, cem)["missing"]["link"] == "suspended"


def test_an_explanation_agrees_with_the_check(company: Company) -> None:
    north = company.department("North")
    people = [company.hire(), company.hire(Role.MANAGER, north), company.stranger(), company.ada]
    things = [company.document(), company.document(parent=north), company.document(inherits=False)]
    company.share(things[2], people[0], Level.EDIT)
    for who in people:
        for thing in things:
            for action in ("view", "edit", "manage", "administer"):
                asked = check(action, thing, who)
                found = company.acts(company.ada).post("/api/v1/access/checks", json=asked)
                assert found.get_json()["allowed"] == why(company, action, thing, who)["allowed"]


def test_nobody_learns_of_a_thing_by_asking_why(company: Company) -> None:
    ben, cem = company.hire(), company.hire()
    client = company.acts(ben)
    for thing in (company.document(inherits=False), company.new_id()):
        refused(client.post(EXPLANATIONS, json=check("view", thing)), 404, "resource_not_found")
        about = client.post(EXPLANATIONS, json=check("view", thing, cem))
        refused(about, 404, "resource_not_found")
    seen = client.post(EXPLANATIONS, json=check("view", company.document(), cem))
    refused(seen, 403, "level_not_held")


def test_folders_that_one_may_not_view_are_not_on_the_way(kept_company: Company) -> None:
    company = kept_company
    north = company.department("North")
    closed = company.folder("Layoffs", north, inherits=False)
    inside = company.folder("Names", closed)
    plan = company.folder("Plan", inside)
    ben = company.hire(Role.CONTRIBUTOR, north)
    cem = company.hire(Role.CONTRIBUTOR, north)
    company.share(plan, ben, Level.MANAGE)
    for told in (why(company, "administer", plan, by=ben), why(company, "edit", plan, cem, by=ben)):
        assert not {str(closed), str(inside)} & set(ids(told["path"]))
    assert ids(told["path"]) == [str(north), str(plan)]
    assert told["missing"] == {"link": "restricted", "at": None}
    whole = why(company, "edit", plan, cem)
    assert ids(whole["path"]) == [str(one) for one in (north, closed, inside, plan)]
    assert whole["missing"] == {"link": "restricted", "at": str(closed)}


def test_a_thing_of_another_type_is_not_explained(company: Company) -> None:
    body = check("view", company.document(), type="folder")
    refused(company.acts(company.ada).post(EXPLANATIONS, json=body), 404, "resource_not_found")
