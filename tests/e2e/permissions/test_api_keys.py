"""Keys for programs, over HTTP: shown once, within their scope, and over when their maker is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from application.permissions.access.machines import make_key
from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.organisations.resume_member import ResumeMember
from application.permissions.access.organisations.suspend_member import SuspendMember
from application.permissions.access.roles.giving import NewRole
from application.permissions.people.suspend_account import SuspendAccount
from domain.permissions.access.role import Role
from domain.permissions.people.email_address import EmailAddress
from e2e.permissions.office import Office, user_of
from e2e.permissions.town import ok
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from support.signing_in import person


@pytest.fixture
def office(portico: Portico) -> Office:
    return Office(portico)


def test_a_key_is_shown_once_and_never_listed(office: Office) -> None:
    made = office.key(office.ada)
    assert made["key"].startswith("pak_")
    listed = ok(office.ada.get(office.keys))["items"]
    assert listed == [{name: value for name, value in made.items() if name != "key"}]


@pytest.mark.parametrize(
    ("scope", "folder", "rename"), [("read", 403, 403), ("write", 201, 403), ("admin", 201, 200)]
)
def test_a_key_never_does_more_than_its_scope(
    office: Office, scope: str, folder: int, rename: int
) -> None:
    key = office.key(office.ada, scope)["key"]
    assert office.ask(key, "GET", f"/organisations/{office.id}").status_code == 200
    assert office.folder(key).status_code == folder
    assert office.rename(key).status_code == rename


def test_a_key_never_does_more_than_its_maker(office: Office) -> None:
    key = office.key(office.member(Role.VIEWER), "admin")["key"]
    assert office.ask(key, "GET", "/me/resources").status_code == 200
    assert office.folder(key).status_code == 403
    assert office.rename(key).status_code == 403


@pytest.mark.parametrize("scope", ["read", "write"])
def test_a_bounded_key_cannot_give_away_what_is_its_makers(office: Office, scope: str) -> None:
    eve = office.member(Role.MANAGER)
    key, me = office.key(eve, scope)["key"], user_of(eve)
    here = f"/organisations/{office.id}/members/{me}"
    for path in (here, f"{here}/role"):
        refused(office.ask(key, "DELETE", path), 403, "level_not_held")
    refused(office.ask(key, "PUT", f"{here}/suspension"), 403, "level_not_held")
    folder = ok(office.folder(office.key(office.ada, "admin")["key"]), 201)["id"]
    body = {"subject": {"type": "person", "id": str(me)}, "level": "view"}
    path = f"/api/v1/resources/{folder}/grants"
    grant = ok(office.ada.post(path, body), 201)["id"]
    refused(office.ask(key, "DELETE", f"/grants/{grant}"), 403, "level_not_held")
    assert eve.delete(f"/api/v1/grants/{grant}").status_code == 204


def test_a_key_that_may_only_look_leaves_no_verdict(office: Office) -> None:
    path = f"/messages/{uuid4()}/feedback"
    reading, writing = (office.key(office.ada, scope)["key"] for scope in ("read", "write"))
    for method, body in [("PUT", {"rating": "up"}), ("DELETE", None)]:
        refused(office.ask(reading, method, path, body), 403, "level_not_held")
        refused(office.ask(writing, method, path, body), 404, "message_not_found")


def test_a_key_may_name_its_requests(office: Office) -> None:
    body = {"kind": "folder", "name": "Charts"}
    made = [named(office, office.key(office.ada, "write")["key"], body) for _ in range(2)]
    assert made[0].status_code == made[1].status_code == 201
    assert made[0].get_json()["id"] == made[1].get_json()["id"]
    lesser = named(office, office.key(office.ada, "read")["key"], body)
    assert lesser.status_code in {403, 422}
    assert "id" not in lesser.get_json()


def named(office: Office, key: str, body: dict[str, str]) -> TestResponse:
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "one"}
    return office.portico.client.post("/api/v1/resources", json=body, headers=headers)


def test_a_key_is_for_one_organisation(office: Office) -> None:
    key = office.key(office.ada, "admin")["key"]
    other = ok(office.ada.post("/api/v1/organisations", {"name": "Elsewhere"}), 201)["id"]
    refused(office.ask(key, "GET", f"/organisations/{other}"), 404, "organisation_not_found")
    headers = {"Authorization": f"Bearer {key}", "Portico-Organisation": other}
    elsewhere = office.portico.client.get("/api/v1/documents", headers=headers)
    refused(elsewhere, 404, "organisation_not_found")
    assert office.ask(key, "GET", "/documents").status_code == 200


def test_a_key_is_not_its_maker_in_person(office: Office) -> None:
    key = office.key(office.ada, "admin")["key"]
    for method, path in [("GET", "/me"), ("GET", "/me/sessions"), ("POST", "/auth/sign-out")]:
        refused(office.ask(key, method, path), 401, "token_refused")
    keys = office.keys.removeprefix("/api/v1")
    draft = {"name": "Another", "scope": "read"}
    for method, path, body in [
        ("GET", keys, None),
        ("POST", keys, draft),
        ("DELETE", f"{keys}/{uuid4()}", None),
        ("GET", "/organisations", None),
        ("POST", "/organisations", {"name": "Mine"}),
    ]:
        refused(office.ask(key, method, path, body), 403, "machines_elsewhere")


def test_a_key_ends_with_its_time(clock: SteppingClock) -> None:
    office = Office(Portico.start(clock=clock))
    end = clock.now() + timedelta(hours=1)
    key = office.key(office.ada, expires_at=end.isoformat())["key"]
    assert office.ask(key, "GET", "/documents").status_code == 200
    clock.step(timedelta(hours=1))
    refused(office.ask(key, "GET", "/documents"), 401, "token_refused")


def test_a_key_that_would_have_ended_is_not_made(office: Office) -> None:
    body = {"name": "Late", "scope": "read", "expires_at": "2000-01-01T00:00:00Z"}
    refused(office.ada.post(office.keys, body), 422, "expiry_past")


def test_an_ended_key_is_refused_at_once(office: Office) -> None:
    made = office.key(office.ada)
    assert office.ada.delete(f"{office.keys}/{made['id']}").status_code == 204
    refused(office.ask(made["key"], "GET", "/documents"), 401, "token_refused")
    refused(office.ada.delete(f"{office.keys}/{made['id']}"), 404, "key_not_found")


def test_members_keep_their_own_keys_and_admins_everybodys(office: Office) -> None:
    ben, eve = office.member(Role.CONTRIBUTOR), office.member(Role.MANAGER)
    bens, eves = office.key(ben), office.key(eve)
    assert [one["id"] for one in ok(ben.get(office.keys))["items"]] == [bens["id"]]
    refused(eve.delete(f"{office.keys}/{bens['id']}"), 404, "key_not_found")
    everybodys = [one["id"] for one in ok(office.ada.get(office.keys))["items"]]
    assert everybodys == [eves["id"], bens["id"]]
    assert office.ada.delete(f"{office.keys}/{bens['id']}").status_code == 204
    refused(office.ask(bens["key"], "GET", "/documents"), 401, "token_refused")


def test_strangers_see_no_keys(office: Office) -> None:
    refused(person(office.portico).get(office.keys), 404, "organisation_not_found")


def test_a_key_does_nothing_while_its_maker_is_suspended(office: Office) -> None:
    ben = office.member(Role.CONTRIBUTOR)
    key = office.key(ben, "write")["key"]
    office.portico.container.get(SuspendMember)(office.boss, user_of(ben))
    refused(office.ask(key, "GET", "/documents"), 404, "organisation_not_found")
    office.portico.container.get(ResumeMember)(office.boss, user_of(ben))
    assert office.ask(key, "GET", "/documents").status_code == 200


def test_a_key_is_gone_with_the_membership_also_when_that_comes_back(office: Office) -> None:
    ben = office.member(Role.CONTRIBUTOR)
    key, who = office.key(ben, "write")["key"], user_of(ben)
    office.portico.container.get(RemoveMember)(office.boss, who)
    refused(office.ask(key, "GET", "/documents"), 401, "token_refused")
    office.portico.container.get(AddMember)(office.boss, NewRole(who, Role.VIEWER, None))
    refused(office.ask(key, "GET", "/documents"), 401, "token_refused")


def test_a_key_does_nothing_while_the_account_is_shut_out(office: Office) -> None:
    ben = office.member(Role.CONTRIBUTOR)
    key = office.key(ben)["key"]
    office.portico.container.get(SuspendAccount)(EmailAddress(ben.email))
    refused(office.ask(key, "GET", "/documents"), 401, "token_refused")


def test_the_last_use_is_right_to_some_minutes(clock: SteppingClock) -> None:
    office = Office(Portico.start(clock=clock))
    made = office.key(office.ada)
    assert made["last_used_at"] is None
    seen = [last_use(office, made["key"])]
    clock.step(timedelta(minutes=2))
    seen.append(last_use(office, made["key"]))
    clock.step(timedelta(minutes=5, seconds=30))
    seen.append(last_use(office, made["key"]))
    assert seen[0] == seen[1] < seen[2]
    assert seen[2].endswith(":00Z")


def last_use(office: Office, key: str) -> str:
    assert office.ask(key, "GET", "/documents").status_code == 200
    (kept,) = ok(office.ada.get(office.keys))["items"]
    return str(kept["last_used_at"])


@pytest.mark.parametrize("shown", ["pak_", "pak_short", "pak_" + "A" * 43, "pak_" + "A" * 5_000])
def test_what_is_no_key_is_refused(portico: Portico, shown: str) -> None:
    headers = {"Authorization": f"Bearer {shown}"}
    refused(portico.client.get("/api/v1/documents", headers=headers), 401, "token_refused")


def test_nobody_has_more_than_so_many_keys(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_key, "MOST_KEYS", 1)
    made = office.key(office.ada)
    draft = {"name": "Second", "scope": "read"}
    refused(office.ada.post(office.keys, draft), 409, "too_many_keys")
    office.ada.delete(f"{office.keys}/{made['id']}")
    assert office.ada.post(office.keys, draft).status_code == 201
