"""The Authorization API 1.0: Access Evaluation and Access Evaluations (sections 5, 6, 7, 10)."""

from typing import Any

import pytest

from domain.access import Level
from domain.permissions.access.actions import ACTIONS
from domain.permissions.access.role import Role
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
from e2e.problems import refused
from support.company import Company

ENDPOINTS = [
    EVALUATION, EVALUATIONS, f"{SEARCH}/subject", f"{SEARCH}/resource", f"{SEARCH}/action"
]  # fmt: skip


@pytest.fixture
def body(company: Company) -> dict[str, Any]:
    """A request that every endpoint takes, about what Ada may read."""
    return asks(company.ada, "read", thing(company.document()))


def test_a_decision_is_true_or_false_and_says_why_not(kept_company: Company) -> None:
    company = kept_company
    ben, handbook = company.hire(), thing(company.document())
    assert posted(company, EVALUATION, asks(ben, "can_read", handbook)) == {"decision": True}
    denied = posted(company, EVALUATION, asks(ben, "can_update", handbook))
    assert denied["decision"] is False
    assert denied["context"]["code"] == "not_allowed"
    assert denied["context"]["reason"]


def test_what_is_unknown_is_denied_and_not_refused(company: Company) -> None:
    handbook = company.document()
    for asked, code in (
        (asks(company.new_id(), "read", thing(handbook)), "not_allowed"),
        (asks("alice@harbour.example", "read", thing(handbook)), "unknown_subject"),
        ({**asks(company.ada, "read", thing(handbook)),
          "subject": {"type": "robot", "id": str(company.ada.user_id)}}, "unknown_subject"),
        (asks(company.ada, "fly", thing(handbook)), "unknown_action"),
        (asks(company.ada, "", thing(handbook)), "unknown_action"),
        (asks(company.ada, "read", thing(company.new_id())), "not_allowed"),
        (asks(company.ada, "read", thing("123", "account")), "not_allowed"),
        (asks(company.ada, "read", thing(handbook, "folder")), "not_allowed"),
        (asks(company.ada, "read", thing("../" + str(handbook))), "not_allowed"),
        (asks(company.ada, "read", thing("{" + str(handbook) + "}")), "not_allowed"),
    ):  # fmt: skip
        told = posted(company, EVALUATION, asked)
        assert (told["decision"], told["context"]["code"]) == (False, code), asked


def test_every_kind_of_resource_is_named_by_its_type(company: Company) -> None:
    north = company.department("North")
    folder = company.folder("Plans", north)
    for kind, one in {"organisation": company.id, "department": north, "folder": folder,
                      "document": company.document(parent=folder)}.items():  # fmt: skip
        assert posted(company, EVALUATION, asks(company.ada, "delete", thing(one, kind)))[
            "decision"
        ]


def test_a_person_is_a_user_too(company: Company) -> None:
    body = asks(company.ada, "read", thing(company.document()))
    body["subject"]["type"] = "person"
    assert posted(company, EVALUATION, body)["decision"]


@pytest.mark.parametrize("word", ACTIONS)
def test_each_action_can_be_said_in_the_standards_way(company: Company, word: str) -> None:
    ben, handbook = company.hire(), company.document()
    company.share(handbook, ben, Level.EDIT)
    expected = ACTIONS[word] <= Level.EDIT
    for name in (word, f"can_{word}", f"can_{word}_document", f"can_{word}_documents"):
        told = posted(company, EVALUATION, asks(ben, name, thing(handbook)))
        assert told["decision"] is expected, name
    for name in (f"can_{word}_everything", f"can_{word}_folder", word.upper(), f"{word} "):
        told = posted(company, EVALUATION, asks(ben, name, thing(handbook)))
        assert told["context"]["code"] == "unknown_action", name


def test_properties_and_context_are_taken_and_unknown_members_ignored(company: Company) -> None:
    body = asks(company.ada, "read", thing(company.document()))
    more: dict[str, Any] = {"time": "1985-10-26T01:22-07:00", "deep": [{"a": None}, 1.5, True]}
    for member in ("subject", "action", "resource"):
        body[member] |= {"properties": more, "later": {"version": 2}}
    body |= {"context": more, "options": 1, "x": []}
    assert posted(company, EVALUATION, body) == {"decision": True}
    assert posted(company, EVALUATION, {**body, "context": {}}) == {"decision": True}


@pytest.mark.parametrize(
    "broken",
    [
        {"subject": None}, {"subject": "alice"}, {"subject": {"type": "user"}},
        {"subject": {"id": "alice"}}, {"subject": {"type": 1, "id": "alice"}},
        {"subject": {"type": "user", "id": 7}}, {"subject": {"type": "user", "id": None}},
        {"subject": {"type": "user", "id": "a", "properties": []}},
        {"action": None}, {"action": "read"}, {"action": {}}, {"action": {"name": 3}},
        {"action": {"name": "read", "properties": None}},
        {"resource": None}, {"resource": []}, {"resource": {"type": "document"}},
        {"resource": {"id": "1"}}, {"resource": {"type": "document", "id": 1}},
        {"resource": {"type": "document", "id": "1", "properties": "none"}},
        {"context": "now"}, {"context": None}, {"context": []},
    ],
)  # fmt: skip
def test_a_malformed_evaluation_is_a_bad_request(
    company: Company, body: dict[str, Any], broken: dict[str, Any]
) -> None:
    for path in (EVALUATION, EVALUATIONS):
        response = company.acts(company.ada).post(path, json={**body, **broken})
        refused(response, 400, "malformed_request")


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("member", ["subject", "action", "resource"])
def test_what_is_required_is_missed(
    company: Company, body: dict[str, Any], path: str, member: str
) -> None:
    del body[member]
    response = company.acts(company.ada).post(path, json=body)
    if path.endswith("search/action") and member == "action":
        assert response.status_code == 200
    else:
        refused(response, 400, "malformed_request")


@pytest.mark.parametrize("path", ENDPOINTS)
def test_only_json_objects_are_read(company: Company, path: str) -> None:
    client = company.acts(company.ada)
    for sent in (b"", b"{", b"\xff", b'{"subject": 1, "subject": 2}', b"NaN"):
        refused(client.post(path, data=sent, content_type="application/json"), 400,
                "malformed_json")  # fmt: skip
    values: list[Any] = [[], "text", 7, None, True]
    for value in values:
        refused(client.post(path, json=value), 400, "malformed_request")
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        refused(client.post(path, data=b"{}", content_type=kind), 400, "malformed_request")
    refused(client.get(path), 405, "method_not_allowed")
    refused(client.put(path, json={}), 405, "method_not_allowed")


def test_a_charset_does_no_harm(company: Company, body: dict[str, Any]) -> None:
    given = {"Content-Type": "application/json; charset=utf-8"}
    response = company.acts(company.ada).post(EVALUATION, json=body, headers=given)
    assert response.get_json() == {"decision": True}


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize(
    "given", ["bfe9eb29-ab87-4ca3-be83-a1d5d8305716", "a/b c=d;{}\"'<>", "x" * 1_024, "0"]
)
def test_the_request_id_comes_back_whatever_it_says(
    company: Company, body: dict[str, Any], path: str, given: str
) -> None:
    client = company.acts(company.ada)
    for sent in (body, {}):
        response = client.post(path, json=sent, headers={"X-Request-ID": given})
        assert response.headers.getlist("X-Request-ID") == [given]


def test_one_may_ask_about_oneself_and_managers_about_others(company: Company) -> None:
    ben, cem = company.hire(), company.hire()
    mia = company.hire(Role.MANAGER)
    handbook = thing(company.document())
    about = asks(cem, "read", handbook)
    assert posted(company, EVALUATION, asks(ben, "read", handbook), ben)["decision"]
    assert posted(company, EVALUATION, about, mia)["decision"]
    for path in (EVALUATION, EVALUATIONS):
        refused(company.acts(ben).post(path, json=about), 403, "level_not_held")


def test_a_decision_can_be_asked_of_a_version(company: Company, body: dict[str, Any]) -> None:
    client = company.acts(company.ada)
    response = client.post(EVALUATION, json=body, headers={"Authz-At-Least": "999999"})
    refused(response, 409, "stale_snapshot")


def test_without_evaluations_it_is_one_evaluation(company: Company, body: dict[str, Any]) -> None:
    assert posted(company, EVALUATIONS, body) == {"decision": True}
    assert posted(company, EVALUATIONS, {**body, "evaluations": []}) == {"decision": True}


def test_what_an_evaluation_leaves_out_is_said_beside_it(company: Company) -> None:
    ben = company.hire()
    first, second = thing(company.document()), thing(company.document())
    company.share(company.document(), ben)
    beside = {"subject": user(ben), "action": named("can_read"), "context": {"time": "now"}}
    several = [
        {"resource": first},
        {"resource": second, "action": named("can_edit")},
        {"resource": second, "subject": user(company.ada), "action": named("can_edit")},
        {"resource": thing(company.new_id()), "context": {}},
    ]
    told = posted(company, EVALUATIONS, {**beside, "evaluations": several})
    assert set(told) == {"evaluations"}
    assert [one["decision"] for one in told["evaluations"]] == [True, False, True, False]


def test_a_member_that_is_said_again_is_taken_whole(company: Company) -> None:
    body = asks(company.ada, "read", thing(company.document()))
    half = {"subject": {"id": str(company.ada.user_id)}}
    response = company.acts(company.ada).post(EVALUATIONS, json={**body, "evaluations": [half]})
    refused(response, 400, "malformed_request")


@pytest.mark.parametrize(
    ("semantic", "expected"),
    [
        (None, [True, False, True, False]),
        ("execute_all", [True, False, True, False]),
        ("deny_on_first_deny", [True, False]),
        ("permit_on_first_permit", [True]),
    ],
)
def test_the_semantic_says_where_to_stop(
    company: Company, semantic: str | None, expected: list[bool]
) -> None:
    known, unknown = thing(company.document()), thing(company.new_id())
    body: dict[str, Any] = {
        "subject": user(company.ada), "action": named("read"),
        "evaluations": [{"resource": one} for one in (known, unknown, known, unknown)],
    }  # fmt: skip
    if semantic is not None:
        body["options"] = {"evaluations_semantic": semantic, "another_option": "value"}
    told = posted(company, EVALUATIONS, body)["evaluations"]
    assert [one["decision"] for one in told] == expected


def test_nothing_permitted_or_nothing_denied_goes_to_the_end(company: Company) -> None:
    known, unknown = thing(company.document()), thing(company.new_id())
    for semantic, one in (("permit_on_first_permit", unknown), ("deny_on_first_deny", known)):
        body = {
            "subject": user(company.ada), "action": named("read"),
            "evaluations": [{"resource": one}] * 3, "options": {"evaluations_semantic": semantic},
        }  # fmt: skip
        assert len(posted(company, EVALUATIONS, body)["evaluations"]) == 3


@pytest.mark.parametrize(
    "broken",
    [
        {"evaluations": {}}, {"evaluations": None}, {"evaluations": [1]}, {"evaluations": [{}]},
        {"options": []}, {"options": {"evaluations_semantic": "first_come"}},
        {"options": {"evaluations_semantic": None}}, {"subject": "alice"}, {"context": 7},
    ],
)  # fmt: skip
def test_a_malformed_boxcar_is_a_bad_request(company: Company, broken: dict[str, Any]) -> None:
    whole = asks(company.ada, "read", thing(company.document()))
    body = {"evaluations": [whole], **broken}
    refused(company.acts(company.ada).post(EVALUATIONS, json=body), 400, "malformed_request")


def test_a_thousand_evaluations_are_taken_and_no_more(company: Company) -> None:
    body = asks(company.ada, "read", thing(company.document()))
    told = posted(company, EVALUATIONS, {**body, "evaluations": [{}] * 1_000})
    assert [one["decision"] for one in told["evaluations"]] == [True] * 1_000
    many = {**body, "evaluations": [{}] * 1_001}
    response = company.acts(company.ada).post(EVALUATIONS, json=many)
    refused(response, 400, "malformed_request")
