"""Programs that an organisation knows: registered, listed, given another secret, removed."""

from uuid import uuid4

import pytest

from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.oauth import register_client
from application.permissions.people.suspend_account import SuspendAccount
from domain.permissions.access.role import Role
from domain.permissions.people.email_address import EmailAddress
from e2e.permissions.office import Office, user_of
from e2e.permissions.town import ok
from e2e.problems import refused
from entrypoints.testing import Portico
from support.oauth import BACK, Program


@pytest.fixture
def office(portico: Portico) -> Office:
    return Office(portico)


@pytest.fixture
def clients(office: Office) -> str:
    return f"/api/v1/organisations/{office.id}/clients"


def draft(**changes: object) -> dict[str, object]:
    return {"name": "Charts", "kind": "public", "redirect_uris": [BACK], **changes}


def test_a_secret_is_shown_once_and_never_listed(office: Office, clients: str) -> None:
    made = ok(office.ada.post(clients, draft(kind="confidential")), 201)
    assert made["client_secret"].startswith("pcs_")
    assert made["scope"] == "read"
    listed = ok(office.ada.get(clients))["items"]
    assert listed == [{name: one for name, one in made.items() if name != "client_secret"}]


def test_a_public_client_has_no_secret(office: Office, clients: str) -> None:
    made = ok(office.ada.post(clients, draft()), 201)
    assert made["client_secret"] is None
    path = f"{clients}/{made['id']}/secret"
    refused(office.ada.post(path), 409, "client_has_no_secret")


def test_clients_are_listed_newest_first_in_pages(office: Office, clients: str) -> None:
    made = [ok(office.ada.post(clients, draft(name=name)), 201)["id"] for name in "abc"]
    first = ok(office.ada.get(f"{clients}?limit=2"))
    rest = ok(office.ada.get(f"{clients}?limit=2&cursor={first['next_cursor']}"))
    assert [one["id"] for one in first["items"] + rest["items"]] == made[::-1]


@pytest.mark.parametrize(
    "uri",
    [
        "https://app.example.org/back#part",
        "http://app.example.org/back",
        "https://user:word@app.example.org/back",
        "https:///back",
        "https://app.example.org:99999/back",
        "javascript:alert(1)",
        "data:text/html,x",
        "app:/back",
        "https://app.example.org/ back",
        "https://app.example.org/\\back",
        "https://app.exämple.org/back",
        "/back",
        "back",
    ],
)
def test_people_are_sent_back_to_safe_addresses_only(
    office: Office, clients: str, uri: str
) -> None:
    body = draft(redirect_uris=[uri])
    refused(office.ada.post(clients, body), 422, "redirect_uri_invalid")


@pytest.mark.parametrize(
    "uri",
    [
        "https://app.example.org/back?from=portico",
        "http://127.0.0.1/back",
        "http://[::1]:9/back",
        "http://localhost:3000/back",
        "org.example.app:/back",
    ],
)
def test_public_clients_may_live_on_the_persons_own_machine(
    office: Office, clients: str, uri: str
) -> None:
    assert office.ada.post(clients, draft(redirect_uris=[uri])).status_code == 201


def test_a_confidential_client_has_no_scheme_of_its_own(office: Office, clients: str) -> None:
    body = draft(kind="confidential", redirect_uris=["org.example.app:/back"])
    refused(office.ada.post(clients, body), 422, "redirect_uri_invalid")


@pytest.mark.parametrize(
    ("kind", "uris"), [("public", []), ("confidential", []), ("machine", [BACK])]
)
def test_addresses_are_for_those_who_ask_people(
    office: Office, clients: str, kind: str, uris: list[str]
) -> None:
    body = draft(kind=kind, redirect_uris=uris)
    refused(office.ada.post(clients, body), 422, "redirect_uris_misplaced")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MANAGER])
def test_only_admins_keep_clients(office: Office, clients: str, role: Role) -> None:
    ben, made = office.member(role), office.program("confidential")
    refused(ben.post(clients, draft()), 403, "level_not_held")
    refused(ben.get(clients), 403, "level_not_held")
    refused(ben.post(f"{clients}/{made.id}/secret"), 403, "level_not_held")
    refused(ben.delete(f"{clients}/{made.id}"), 403, "level_not_held")


def test_no_key_and_no_program_registers_what_outlives_it(office: Office, clients: str) -> None:
    path = clients.removeprefix("/api/v1")
    key = office.key(office.ada, "admin")["key"]
    lent = office.program(scope="admin").tokens(office.ada)["access_token"]
    machine = office.program("machine", scope="admin")
    given = machine.send("token", {"grant_type": "client_credentials"}).get_json()
    for token in (key, lent, given["access_token"]):
        refused(office.ask(token, "POST", path, draft()), 403, "machines_elsewhere")
        keys = path.replace("clients", "api-keys")
        body = {"name": "Another", "scope": "read"}
        refused(office.ask(token, "POST", keys, body), 403, "machines_elsewhere")


def test_another_organisations_client_is_not_there(office: Office, clients: str) -> None:
    other = Office(office.portico)
    foreign = other.program("confidential")
    for one in (foreign.id, str(uuid4())):
        refused(office.ada.delete(f"{clients}/{one}"), 404, "client_not_found")
        refused(office.ada.post(f"{clients}/{one}/secret"), 404, "client_not_found")


def test_a_new_secret_ends_the_old_one_and_a_machines_tokens(office: Office, clients: str) -> None:
    before = office.program("machine")
    grant = {"grant_type": "client_credentials"}
    token = before.send("token", {**grant}).get_json()["access_token"]
    assert office.ask(token, "GET", "/documents").status_code == 200
    told = ok(office.ada.post(f"{clients}/{before.id}/secret"))
    after = Program(office.portico, before.id, told["client_secret"], office.id)
    assert before.send("token", {**grant}).status_code == 401
    refused(office.ask(token, "GET", "/documents"), 401, "token_refused")
    token = after.send("token", {**grant}).get_json()["access_token"]
    assert office.ask(token, "GET", "/documents").status_code == 200


def test_a_removed_client_takes_all_it_was_given_with_it(office: Office, clients: str) -> None:
    program, machine = office.program(), office.program("machine")
    tokens, code = program.tokens(office.ada), program.code(office.ada)
    given = machine.send("token", {"grant_type": "client_credentials"}).get_json()
    for one in (program, machine):
        assert office.ada.delete(f"{clients}/{one.id}").status_code == 204
    for token in (tokens["access_token"], given["access_token"]):
        refused(office.ask(token, "GET", "/documents"), 401, "token_refused")
    assert program.refresh(tokens["refresh_token"]).get_json()["error"] == "invalid_client"
    assert program.redeem(code).get_json()["error"] == "invalid_client"
    sessions = ok(office.ada.get("/api/v1/me/sessions"))["items"]
    assert [one["client_id"] for one in sessions] == [None]
    refused(office.ada.delete(f"{clients}/{program.id}"), 404, "client_not_found")


def test_the_audit_tells_who_registered_what(office: Office, clients: str) -> None:
    made = office.program("confidential")
    ok(office.ada.post(f"{clients}/{made.id}/secret"))
    office.ada.delete(f"{clients}/{made.id}")
    entries = ok(office.ada.get(f"/api/v1/organisations/{office.id}/audit"))["items"]
    told = {one["action"]: one for one in entries if one["action"].startswith("client.")}
    assert set(told) == {"client.register", "client.rotate", "client.remove"}
    assert made.secret is not None
    assert made.secret not in str(entries)


def test_an_organisation_has_so_many_clients(
    office: Office, clients: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_client, "MOST_CLIENTS", 1)
    made = office.program()
    refused(office.ada.post(clients, draft()), 409, "too_many_clients")
    office.ada.delete(f"{clients}/{made.id}")
    assert office.ada.post(clients, draft()).status_code == 201


@pytest.mark.parametrize(
    ("scope", "folder", "rename"), [("read", 403, 403), ("write", 201, 403), ("admin", 201, 200)]
)
@pytest.mark.parametrize("kind", ["machine", "public"])
def test_a_program_never_does_more_than_its_scope(
    office: Office, kind: str, scope: str, folder: int, rename: int
) -> None:
    program = office.program(kind, scope=scope)
    if kind == "machine":
        token = program.send("token", {"grant_type": "client_credentials"}).get_json()
    else:
        token = program.tokens(office.ada)
    assert token["scope"] == scope
    assert office.folder(token["access_token"]).status_code == folder
    assert office.rename(token["access_token"]).status_code == rename


def test_a_program_never_does_more_than_its_person(office: Office) -> None:
    ben = office.member(Role.VIEWER)
    token = office.program(scope="admin").tokens(ben)["access_token"]
    assert office.ask(token, "GET", "/documents").status_code == 200
    assert office.folder(token).status_code == 403


def test_a_machine_ends_with_who_registered_it(office: Office) -> None:
    ben = office.member(Role.ADMIN)
    machine = Program.registered(office.portico, ben, office.id, "machine")
    grant = {"grant_type": "client_credentials"}
    token = machine.send("token", {**grant}).get_json()["access_token"]
    eve = office.member(Role.ADMIN)
    hers = Program.registered(office.portico, eve, office.id, "machine")
    of_eve = hers.send("token", {**grant}).get_json()["access_token"]
    office.portico.container.get(SuspendAccount)(EmailAddress(eve.email))
    refused(office.ask(of_eve, "GET", "/documents"), 401, "token_refused")
    office.portico.container.get(RemoveMember)(office.boss, user_of(ben))
    refused(office.ask(token, "GET", "/documents"), 401, "token_refused")
    assert machine.send("token", {**grant}).status_code == 401
