"""The token endpoint, revocation, and what the metadata document promises."""

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta

import pytest
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oauth2.rfc9207 import AuthorizationServerMetadata as IssuerMetadata

from domain.permissions.people.session import GRACE
from e2e.permissions.office import Office
from e2e.permissions.test_oauth_codes import wrong
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY
from support.oauth import Program, parameters_of
from support.signing_in import auth

TOKEN, REVOKE = "/api/v1/auth/token", "/api/v1/auth/revoke"
MACHINE: dict[str, str | None] = {"grant_type": "client_credentials"}


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def office(clock: SteppingClock) -> Office:
    return Office(Portico.start(clock=clock))


@pytest.fixture(params=["public", "confidential"])
def program(request: pytest.FixtureRequest, office: Office) -> Program:
    return office.program(request.param)


def basic(name: str, secret: str) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{name}:{secret}'.encode()).decode()}"}


def test_a_refresh_token_is_rotated(office: Office, program: Program, clock: SteppingClock) -> None:
    first = program.tokens(office.ada)
    second = program.refresh(first["refresh_token"]).get_json()
    assert second["refresh_token"] != first["refresh_token"]
    assert second["scope"] == "write"
    assert program.ask(second["access_token"]).status_code == 200
    again = program.refresh(first["refresh_token"]).get_json()
    assert again["refresh_token"] == second["refresh_token"]
    clock.step(GRACE + timedelta(seconds=1))
    wrong(program.refresh(first["refresh_token"]), "invalid_grant")
    wrong(program.refresh(second["refresh_token"]), "invalid_grant")
    refused(program.ask(second["access_token"]), 401, "token_refused")


def test_a_refresh_token_is_for_its_client(office: Office, program: Program) -> None:
    token = program.tokens(office.ada)["refresh_token"]
    for kind in ("public", "confidential"):
        wrong(office.program(kind).refresh(token), "invalid_grant")
    refused(auth(office.portico, "refresh", refresh_token=token), 401, "token_refused")
    wrong(program.refresh(office.ada.refresh), "invalid_grant")
    assert program.refresh(token).status_code == 200
    assert auth(office.portico, "refresh", refresh_token=office.ada.refresh).status_code == 200


def test_a_scope_cannot_grow_and_is_not_narrowed(office: Office, program: Program) -> None:
    token = program.tokens(office.ada, scope="read write")["refresh_token"]
    for scope in ("admin", "read", "nonsense"):
        wrong(program.refresh(token, scope=scope), "invalid_scope")
    assert program.refresh(token, scope="write").get_json()["scope"] == "write"


def test_less_than_all_may_be_asked_for(office: Office, program: Program) -> None:
    given = program.tokens(office.ada, scope="read")
    assert given["scope"] == "read"
    assert office.folder(given["access_token"]).status_code == 403


def test_a_machine_shows_its_secret_in_either_way(office: Office) -> None:
    machine = office.program("machine")
    for is_basic in (True, False):
        response = machine.send("token", {**MACHINE}, basic=is_basic)
        given = response.get_json()
        assert response.headers["Cache-Control"] == "no-store"
        assert set(given) == {"access_token", "token_type", "expires_in", "scope"}
        assert office.ask(given["access_token"], "GET", "/documents").status_code == 200


def test_a_machine_may_ask_for_less_and_never_for_more(office: Office) -> None:
    machine = office.program("machine")
    given = machine.send("token", {**MACHINE, "scope": "read"}).get_json()
    assert given["scope"] == "read"
    assert office.folder(given["access_token"]).status_code == 403
    for scope in ("admin", "openid", " ", "read  write"):
        wrong(machine.send("token", {**MACHINE, "scope": scope}), "invalid_scope")


def test_each_kind_of_client_has_its_own_grants(office: Office, program: Program) -> None:
    expected = ("unauthorized_client", 400) if program.secret else ("invalid_client", 401)
    wrong(program.send("token", {**MACHINE}), *expected)
    machine = office.program("machine")
    wrong(machine.redeem("pac_x"), "unauthorized_client")
    wrong(machine.refresh("prt_x"), "unauthorized_client")


@pytest.mark.parametrize("grant", ["password", "implicit", "urn:x", '"\\é', "client_credentials "])
def test_no_other_grant_is_given(program: Program, grant: str) -> None:
    wrong(program.send("token", {"grant_type": grant}), "unsupported_grant_type")
    wrong(program.send("token", {}), "invalid_request")


def test_a_secret_is_shown_in_one_way_and_must_be_right(office: Office) -> None:
    machine = office.program("machine")
    secret = machine.secret or ""
    client = office.portico.client
    form = {"grant_type": "client_credentials"}
    both = {**form, "client_id": machine.id, "client_secret": secret}
    wrong(client.post(TOKEN, data=both, headers=basic(machine.id, secret)), "invalid_request")
    other = {**form, "client_id": office.program().id}
    wrong(client.post(TOKEN, data=other, headers=basic(machine.id, secret)), "invalid_request")
    for headers in (
        basic(machine.id, "pcs_wrong"),
        basic("nobody", secret),
        {"Authorization": "Basic ÿ"},
        {"Authorization": "Basic /w=="},
        {"Authorization": "Basic bm9jb2xvbg=="},
        {"Authorization": f"Bearer {office.ada.access}"},
        {},
    ):
        response = client.post(TOKEN, data=form, headers=headers)
        wrong(response, "invalid_client", 401)
        assert response.headers["WWW-Authenticate"].startswith("Basic ")
    for named in ({"client_id": machine.id}, {"client_id": machine.id, "client_secret": "x"}):
        wrong(client.post(TOKEN, data={**form, **named}), "invalid_client", 401)


def test_a_confidential_client_cannot_leave_its_secret_out(office: Office) -> None:
    program = office.program("confidential")
    code = program.code(office.ada)
    stripped = replace(program, secret=None)
    wrong(stripped.redeem(code), "invalid_client", 401)
    wrong(stripped.redeem(code, client_secret=""), "invalid_client", 401)
    assert program.redeem(code).status_code == 200


def test_the_request_is_a_form_in_which_nothing_stands_twice(office: Office) -> None:
    machine = office.program("machine")
    client, headers = office.portico.client, basic(machine.id, machine.secret or "")
    json = client.post(TOKEN, json={"grant_type": "client_credentials"}, headers=headers)
    wrong(json, "invalid_request")
    twice = "grant_type=client_credentials&grant_type=client_credentials"
    kind = "application/x-www-form-urlencoded"
    wrong(client.post(TOKEN, data=twice, content_type=kind, headers=headers), "invalid_request")
    query = client.post(f"{TOKEN}?grant_type=client_credentials", headers=headers)
    wrong(query, "invalid_request")
    huge = client.post(TOKEN, data={"grant_type": "x" * 2_000_000}, headers=headers)
    refused(huge, 413, "body_too_large")
    assert client.get(TOKEN).status_code == 405


@pytest.mark.parametrize("name", ["access_token", "refresh_token"])
@pytest.mark.parametrize("hint", [None, "access_token", "refresh_token", "made_up"])
def test_a_token_that_is_given_back_ends_its_session(
    office: Office, program: Program, name: str, hint: str | None
) -> None:
    given = program.tokens(office.ada)
    response = program.revoke(given[name], token_type_hint=hint)
    assert (response.status_code, response.get_json()) == (200, {})
    refused(program.ask(given["access_token"]), 401, "token_refused")
    wrong(program.refresh(given["refresh_token"]), "invalid_grant")
    assert program.revoke(given[name]).status_code == 200
    assert office.ada.get().status_code == 200


@pytest.mark.parametrize("token", ["nothing", "prt_x", "a.b.c", "é" * 3_000, "\x00"])
def test_giving_back_what_is_no_token_is_well(program: Program, token: str) -> None:
    assert program.revoke(token).status_code == 200


def test_only_its_own_client_gives_a_token_back(office: Office, program: Program) -> None:
    given = program.tokens(office.ada)
    wrong(office.program().revoke(given["refresh_token"]), "invalid_grant")
    for own in (office.ada.refresh, office.ada.access):
        assert program.revoke(own).status_code == 200
    assert office.ada.get().status_code == 200
    assert program.ask(given["access_token"]).status_code == 200
    client = office.portico.client
    wrong(client.post(REVOKE, data={"token": given["refresh_token"]}), "invalid_client", 401)
    wrong(program.revoke(""), "invalid_request")


def test_a_machines_token_ends_by_itself(office: Office, clock: SteppingClock) -> None:
    machine = office.program("machine")
    token = machine.send("token", {**MACHINE}).get_json()["access_token"]
    wrong(machine.revoke(token), "unsupported_token_type")
    assert office.ask(token, "GET", "/documents").status_code == 200
    clock.step(timedelta(minutes=11))
    refused(office.ask(token, "GET", "/documents"), 401, "token_refused")


def test_a_token_of_one_kind_is_none_of_another(office: Office) -> None:
    machine = office.program("machine")
    token = machine.send("token", {**MACHINE}).get_json()["access_token"]
    refused(office.ask(token, "GET", "/me"), 401, "token_refused")
    refused(office.ask(token, "GET", "/organisations"), 403, "machines_elsewhere")


def test_the_metadata_document_is_whole_and_true() -> None:
    place = "https://portico.example.org"
    portico = Portico.start(settings=replace(MEMORY, public_url=f"{place}/", mail_url="memory:"))
    response = portico.client.get("/.well-known/oauth-authorization-server")
    told = response.get_json()
    known = AuthorizationServerMetadata(told)
    known.validate(metadata_classes=[IssuerMetadata])
    assert told["issuer"] == place
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert told["response_types_supported"] == ["code"]
    assert told["authorization_response_iss_parameter_supported"] is True
    grants = {"authorization_code", "refresh_token", "client_credentials"}
    assert set(told["grant_types_supported"]) == grants
    rules = {rule.rule for rule in portico.app.url_map.iter_rules()}
    for name in ("authorization", "token", "revocation"):
        assert told[f"{name}_endpoint"].removeprefix(place) in rules
    assert told["jwks_uri"].removeprefix(place) in rules


@pytest.mark.parametrize("place", ["http://127.0.0.1:8741", "http://[::1]:9"])
def test_programs_find_the_server_where_they_asked_for_it(office: Office, place: str) -> None:
    """Without a public URL; whoever answers them is the issuer that they found (RFC 9207)."""
    known = "/.well-known/oauth-authorization-server"
    told = office.portico.client.get(known, base_url=place).get_json()
    assert told["issuer"] == place
    assert told["token_endpoint"] == f"{place}{TOKEN}"
    answer = office.portico.client.post(
        "/api/v1/auth/authorizations",
        json={**office.program().asking(), "decision": "allow"},
        headers={"Authorization": f"Bearer {office.ada.access}"},
        base_url=place,
    )
    assert parameters_of(answer.get_json()["location"])["iss"] == told["issuer"]
