"""The Authorization API 1.0: searches and their pages (section 8), and the metadata (9)."""

from dataclasses import replace
from typing import Any

import pytest

from domain.access import Level
from domain.permissions.access.actions import ACTIONS
from domain.permissions.access.grant import Subject, SubjectKind
from domain.permissions.access.role import Role
from e2e.permissions.standard import EVALUATION, SEARCH, asks, named, posted, thing, user
from e2e.problems import refused
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.company import Company

SUBJECT, RESOURCE, ACTION = f"{SEARCH}/subject", f"{SEARCH}/resource", f"{SEARCH}/action"
METADATA = "/.well-known/authzen-configuration"


def ids(told: dict[str, Any]) -> list[str]:
    return [one["id"] for one in told["results"]]


def pages(company: Company, path: str, body: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    """Follow the tokens to the end."""
    found = [posted(company, path, {**body, "page": {"limit": limit}})]
    while found[-1]["page"]["next_token"]:
        token = found[-1]["page"]["next_token"]
        found.append(posted(company, path, {**body, "page": {"token": token, "limit": limit}}))
    return found


def test_subjects_are_all_who_may_also_by_way_of_a_department(kept_company: Company) -> None:
    company = kept_company
    north = company.department("North")
    ben, cem, dan = (
        company.hire(Role.VIEWER, north),
        company.hire(),
        company.hire(Role.VIEWER, north),
    )
    plan = company.document(inherits=False)
    company.share(plan, Subject(SubjectKind.DEPARTMENT, north))
    company.share(plan, dan, Level.EDIT)
    body = {"subject": {"type": "user"}, "action": named("can_read"), "resource": thing(plan)}
    told = posted(company, SUBJECT, body)
    assert list(told) == ["page", "results"]
    assert told["page"] == {"next_token": "", "count": 3}
    assert all(one["type"] == "user" for one in told["results"])
    assert set(ids(told)) == {str(one.user_id) for one in (company.ada, ben, dan)}
    editors = posted(company, SUBJECT, {**body, "action": named("can_edit")})
    assert set(ids(editors)) == {str(one.user_id) for one in (company.ada, dan)}
    for person in (company.ada, ben, cem, dan):
        decision = posted(company, EVALUATION, asks(person, "can_read", thing(plan)))["decision"]
        assert decision is (str(person.user_id) in ids(told))


def test_resources_are_all_of_the_type(kept_company: Company) -> None:
    company = kept_company
    ben = company.hire(Role.VIEWER, company.department("North"))
    own, shared = company.document(ben), company.document(inherits=False)
    company.document(inherits=False)
    company.folder("Plans")
    company.share(shared, ben)
    body = {"subject": user(ben), "action": named("can_read"), "resource": {"type": "document"}}
    told = posted(company, RESOURCE, body)
    assert set(ids(told)) == {str(own), str(shared)}
    assert all(one["type"] == "document" for one in told["results"])
    assert ids(posted(company, RESOURCE, {**body, "action": named("can_delete")})) == [str(own)]
    assert posted(company, RESOURCE, body, ben) == told


def test_actions_are_all_that_a_level_holds(kept_company: Company) -> None:
    company = kept_company
    ben, handbook = company.hire(), company.document()
    company.share(handbook, ben, Level.EDIT)
    told = posted(company, ACTION, {"subject": user(ben), "resource": thing(handbook)})
    names = [one["name"] for one in told["results"]]
    assert set(names) == {word for word, level in ACTIONS.items() if level <= Level.EDIT}
    for word in ACTIONS:
        decision = posted(company, EVALUATION, asks(ben, word, thing(handbook)))["decision"]
        assert decision is (word in names)


def test_an_id_of_what_is_searched_for_is_ignored(company: Company) -> None:
    handbook = company.document()
    body = asks(company.ada, "read", thing(handbook))
    for path, member, kind in ((SUBJECT, "subject", "user"), (RESOURCE, "resource", "document")):
        plain = posted(company, path, {**body, member: {"type": kind}})
        assert plain["results"]
        for ignored in ("nobody", 7, None):
            given = {**body, member: {"type": kind, "id": ignored}}
            assert posted(company, path, given) == plain


def test_nothing_found_is_an_empty_list(company: Company) -> None:
    handbook = company.document()
    nothing = {"page": {"next_token": "", "count": 0}, "results": []}
    whole = asks(company.ada, "read", thing(handbook))
    for path, changed in (
        (SUBJECT, {"subject": {"type": "robot"}}), (SUBJECT, {"action": named("fly")}),
        (SUBJECT, {"resource": thing(company.new_id())}), (SUBJECT, {"resource": thing("123")}),
        (SUBJECT, {"resource": thing(handbook, "folder")}),
        (RESOURCE, {"resource": {"type": "spaceship"}}), (RESOURCE, {"action": named("fly")}),
        (RESOURCE, {"subject": user("alice")}), (RESOURCE, {"subject": user(company.new_id())}),
        (ACTION, {"subject": user("alice")}), (ACTION, {"subject": user(company.new_id())}),
        (ACTION, {"resource": thing(company.new_id())}), (ACTION, {"resource": thing("123")}),
        (ACTION, {"resource": thing(handbook, "folder")}),
    ):  # fmt: skip
        assert posted(company, path, {**whole, **changed}) == nothing, (path, changed)


def test_pages_hold_everything_once(kept_company: Company) -> None:
    company = kept_company
    people = [company.hire() for _ in range(4)]
    things = [company.document() for _ in range(5)]
    body = asks(people[0], "read", thing(things[0]))
    for path, sizes in ((SUBJECT, [2, 2, 1]), (RESOURCE, [2, 2, 1]), (ACTION, [2, 1])):
        found = pages(company, path, body, 2)
        assert [len(one["results"]) for one in found] == sizes, path
        assert [one["page"]["count"] for one in found] == sizes
        whole = posted(company, path, body)
        assert [one for page in found for one in page["results"]] == whole["results"]
        assert whole["page"]["next_token"] == ""


def test_people_who_may_less_do_not_shorten_a_page(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("application.permissions.access.decisions.search_access.PAGE", 2)
    handbook = company.document()
    for one in [company.hire() for _ in range(10)][::2]:
        company.share(handbook, one, Level.EDIT)
    body = asks(company.ada, "edit", thing(handbook))
    sizes = [len(one["results"]) for one in pages(company, SUBJECT, body, 2)]
    assert sizes == [2, 2, 2]


def test_a_token_remembers_its_limit(company: Company) -> None:
    for _ in range(4):
        company.document()
    body = asks(company.ada, "read", {"type": "document"})
    first = posted(company, RESOURCE, {**body, "page": {"limit": 3}})
    second = posted(company, RESOURCE, {**body, "page": {"token": first["page"]["next_token"]}})
    assert (len(first["results"]), len(second["results"])) == (3, 1)


def test_only_the_token_changes_between_pages(company: Company) -> None:
    things = [company.document() for _ in range(3)]
    body = {**asks(company.ada, "read", thing(things[0])), "context": {"time": "noon"}}
    client = company.acts(company.ada)
    for path in (SUBJECT, RESOURCE, ACTION):
        company.hire()
        token = posted(company, path, {**body, "page": {"limit": 1}})["page"]["next_token"]
        assert token
        for changed in (
            {"context": {"time": "midnight"}}, {"resource": thing(things[1], "folder")},
            {"subject": {"type": "person", "id": str(company.ada.user_id)}},
        ):  # fmt: skip
            response = client.post(path, json={**body, **changed, "page": {"token": token}})
            refused(response, 400, "malformed_request")
        longer = client.post(path, json={**body, "page": {"token": token, "limit": 2}})
        refused(longer, 400, "malformed_request")


@pytest.mark.parametrize(
    "page",
    [
        {"limit": -1}, {"limit": "10"}, {"limit": 1.5}, {"limit": None}, {"token": 7},
        {"token": "not a token"}, {"token": "ü"}, {"token": "AAAA"}, {"token": "A" * 35},
        {"properties": []}, [], "next", None,
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", [SUBJECT, RESOURCE, ACTION])
def test_a_malformed_page_is_a_bad_request(company: Company, path: str, page: Any) -> None:
    body = {**asks(company.ada, "read", thing(company.document())), "page": page}
    refused(company.acts(company.ada).post(path, json=body), 400, "malformed_request")


def test_a_page_may_be_empty_or_larger_than_we_give(company: Company) -> None:
    body = asks(company.ada, "read", thing(company.document()))
    for path in (SUBJECT, RESOURCE, ACTION):
        assert posted(company, path, {**body, "page": {}}) == posted(company, path, body)
        assert posted(company, path, {**body, "page": {"limit": 10**9}})["results"]
        none = posted(company, path, {**body, "page": {"limit": 0, "properties": {"sort": "up"}}})
        assert (none["results"], none["page"]["count"]) == ([], 0)
        assert none["page"]["next_token"], "there is more than nothing"
        again = {**body, "page": {"token": none["page"]["next_token"]}}
        assert posted(company, path, again) == none


def test_only_managers_search_among_others(company: Company) -> None:
    ben, cem = company.hire(), company.hire()
    handbook, own = company.document(), company.document(ben)
    client = company.acts(ben)
    for path in (SUBJECT, RESOURCE, ACTION):
        refused(client.post(path, json=asks(cem, "read", thing(handbook))), 403, "level_not_held")
    assert str(cem.user_id) in ids(posted(company, SUBJECT, asks(cem, "read", thing(own)), ben))
    assert str(handbook) in ids(posted(company, RESOURCE, asks(ben, "read", thing(own)), ben))
    assert posted(company, ACTION, asks(ben, "read", thing(own)), ben)["results"]


def test_a_manager_is_told_of_what_they_manage_and_an_admin_of_everything(
    company: Company,
) -> None:
    ben, mia = company.hire(), company.hire(Role.MANAGER)
    handbook, diary = company.document(), company.document(ben, inherits=False)
    body = asks(ben, "read", {"type": "document"})
    assert ids(posted(company, RESOURCE, body, mia)) == [str(handbook)]
    assert set(ids(posted(company, RESOURCE, body))) == {str(handbook), str(diary)}
    for path in (SUBJECT, ACTION):
        assert posted(company, path, asks(ben, "read", thing(diary)), mia)["results"] == []


def test_a_manager_who_only_sees_a_thing_is_not_told_who_else_does(company: Company) -> None:
    ben, mia = company.hire(), company.hire(Role.MANAGER)
    handbook, diary = company.document(), company.document(ben, inherits=False)
    company.share(diary, mia, Level.EDIT)
    body = asks(ben, "read", {"type": "document"})
    assert ids(posted(company, RESOURCE, body, mia)) == [str(handbook)]
    for path in (SUBJECT, ACTION):
        answer = company.acts(mia).post(path, json=asks(ben, "read", thing(diary)))
        refused(answer, 403, "level_not_held")


def test_the_metadata_names_every_endpoint(portico: Portico) -> None:
    response = portico.client.get(METADATA)
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert response.headers["Cache-Control"] == "max-age=3600"
    told = response.get_json()
    point = told["policy_decision_point"]
    assert point == "http://localhost"
    assert told == {
        "policy_decision_point": point,
        "access_evaluation_endpoint": f"{point}{EVALUATION}",
        "access_evaluations_endpoint": f"{point}{EVALUATION}s",
        "search_subject_endpoint": f"{point}{SUBJECT}",
        "search_resource_endpoint": f"{point}{RESOURCE}",
        "search_action_endpoint": f"{point}{ACTION}",
    }


def test_the_metadata_bears_the_name_that_others_know() -> None:
    known = Portico.start(
        settings=replace(MEMORY, public_url="https://pdp.example/", mail_url="memory:")
    )
    told = known.client.get(METADATA).get_json()
    assert told["policy_decision_point"] == "https://pdp.example"
    assert told["access_evaluation_endpoint"] == "https://pdp.example/access/v1/evaluation"


def test_the_request_id_of_a_metadata_request_comes_back(portico: Portico) -> None:
    response = portico.client.get(METADATA, headers={"X-Request-ID": "bfe9eb29"})
    assert response.headers["X-Request-ID"] == "bfe9eb29"
