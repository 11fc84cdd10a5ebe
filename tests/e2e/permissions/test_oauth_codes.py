"""A program asks a person, gets a code, and exchanges it once (RFC 6749, 7636, 9207, 9700)."""

from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.organisations.resume_member import ResumeMember
from application.permissions.access.organisations.suspend_member import SuspendMember
from application.permissions.people.suspend_account import SuspendAccount
from domain.permissions.access.role import Role
from domain.permissions.people.email_address import EmailAddress
from e2e.permissions.office import Office, user_of
from e2e.permissions.town import ok
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from support.examples import examples
from support.oauth import BACK, STATE, VERIFIER, Program, challenge_of, parameters_of
from support.signing_in import PASSWORD, person, signed_in

USUAL = (
    "response_type",
    "client_id",
    "redirect_uri",
    "code_challenge",
    "code_challenge_method",
    "scope",
    "state",
)
HERE = "http://localhost"
"""What the test client calls the server."""
LOOPBACK = ["http://127.0.0.1/back", "http://[::1]:1/back", "http://localhost:3/back"]


@pytest.fixture
def office(portico: Portico) -> Office:
    return Office(portico)


@pytest.fixture(params=["public", "confidential"])
def program(request: pytest.FixtureRequest, office: Office) -> Program:
    return office.program(request.param)


@pytest.fixture
def public(office: Office) -> Program:
    return office.program()


def wrong(response: TestResponse, error: str, status: int = 400) -> None:
    """The refusal is in OAuth's words, and nobody keeps it."""
    assert (response.status_code, response.get_json()["error"]) == (status, error)
    assert response.mimetype == "application/json"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_yes_becomes_a_session_of_the_program(office: Office, program: Program) -> None:
    given = program.tokens(office.ada)
    assert (given["token_type"], given["expires_in"], given["scope"]) == ("Bearer", 600, "write")
    token = given["access_token"]
    assert program.ask(token).get_json()["email"] == office.ada.email
    assert program.ask(token, path=f"/organisations/{office.id}").status_code == 200
    sessions = ok(office.ada.get("/api/v1/me/sessions"))["items"]
    assert (sessions[0]["device"], sessions[0]["client_id"]) == ("Charts", program.id)


def test_the_token_says_who_it_is_and_nothing_of_what_may_be_done(
    office: Office, public: Program
) -> None:
    _, claims, _ = public.tokens(office.ada)["access_token"].split(".")
    said = urlsafe_b64decode(claims + "==")
    assert b"scope" not in said
    assert b"role" not in said
    assert office.id.encode() not in said


def test_the_answer_says_who_answers_and_brings_the_state_back(
    office: Office, public: Program
) -> None:
    told = public.told(office.ada)
    assert (told["iss"], told["state"], set(told)) == (HERE, STATE, {"code", "iss", "state"})
    told = public.told(office.ada, "deny")
    assert (told["iss"], told["state"], told["error"]) == (HERE, STATE, "access_denied")
    assert "code" not in told
    assert "state" not in public.told(office.ada, state=None)
    assert public.told(office.ada, state="")["state"] == ""


def test_an_address_keeps_its_own_query(office: Office) -> None:
    back = f"{BACK}?a=1&b="
    program = office.program(redirect_uris=[back])
    location = program.decided(office.ada, redirect_uri=back).get_json()["location"]
    assert location.startswith(f"{back}&code=")


WRONGS: list[tuple[dict[str, str | None], str]] = [
    ({"response_type": "token"}, "unsupported_response_type"),
    ({"response_type": "code token"}, "unsupported_response_type"),
    ({"response_type": '"\\'}, "unsupported_response_type"),
    ({"code_challenge": None}, "invalid_request"),
    ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
    ({"code_challenge_method": "plain", "code_challenge": VERIFIER}, "invalid_request"),
    ({"code_challenge_method": None}, "invalid_request"),
    ({"code_challenge_method": "s256"}, "invalid_request"),
    ({"code_challenge": "short"}, "invalid_request"),
    ({"code_challenge": "a" * 44}, "invalid_request"),
    ({"code_challenge": "a" * 42 + "\n"}, "invalid_request"),
    ({"scope": "everything"}, "invalid_scope"),
    ({"scope": "read openid"}, "invalid_scope"),
    ({"scope": "admin"}, "invalid_scope"),
]


@pytest.mark.parametrize(("changes", "error"), WRONGS)
def test_what_a_proved_program_asks_wrongly_is_told_at_its_own_address(
    office: Office, public: Program, changes: dict[str, str | None], error: str
) -> None:
    page = public.page(**changes)
    assert page.status_code == 303
    decided = public.decided(office.ada, "allow", **changes).get_json()["location"]
    assert page.headers["Location"] == decided
    assert decided.startswith(f"{BACK}?")
    told = parameters_of(decided)
    assert (told["error"], told["state"], told["iss"]) == (error, STATE, HERE)
    assert "code" not in told


def test_a_request_without_a_response_type_is_told_so(public: Program) -> None:
    told = parameters_of(public.page(response_type=None).headers["Location"])
    assert told["error"] == "invalid_request"


MISLED: list[tuple[dict[str, str | None], str]] = [
    ({"client_id": None}, "invalid_client"),
    ({"client_id": "nobody"}, "invalid_client"),
    ({"client_id": "00000000-0000-0000-0000-000000000000"}, "invalid_client"),
    ({"redirect_uri": None}, "invalid_request"),
    ({"redirect_uri": ""}, "invalid_request"),
    ({"redirect_uri": "https://evil.example/back"}, "invalid_request"),
    ({"redirect_uri": BACK + "/"}, "invalid_request"),
    ({"redirect_uri": BACK + "?x=1"}, "invalid_request"),
    ({"redirect_uri": BACK.upper()}, "invalid_request"),
    ({"redirect_uri": "https://app.example.org:443/back"}, "invalid_request"),
    ({"redirect_uri": "https://app.example.org/x/../back"}, "invalid_request"),
    ({"redirect_uri": "https://app.example.org\\@evil.example/back"}, "invalid_request"),
    ({"redirect_uri": 'https://evil.example/"é\\'}, "invalid_request"),
]


@pytest.mark.parametrize(("changes", "error"), MISLED)
def test_nobody_is_sent_where_it_is_not_proved(
    office: Office, public: Program, changes: dict[str, str | None], error: str
) -> None:
    page = public.page(**changes, response_type="token")
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert "Location" not in page.headers
    assert "evil" not in page.get_data(as_text=True)
    if None not in changes.values():
        refused(public.decided(office.ada, "allow", **changes), 400, error)


ODD = st.text(max_size=60) | st.sampled_from(["", "code", "S256", "read", BACK, BACK + "#", "//x"])


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(list(USUAL)), ODD | st.none()))
@example(changes={"response_type": "\0"})
@example(changes={"redirect_uri": "\0", "client_id": "\0"})
def test_whatever_is_asked_is_answered_there_or_here(
    public: Program, changes: dict[str, str | None]
) -> None:
    page = public.page(**changes)
    holds_nul = any("\0" in (value or "") for value in changes.values())
    assert page.status_code in ({422} if holds_nul else {200, 303, 400})  # no address holds one
    if page.status_code == 303:
        assert page.headers["Location"].startswith(f"{BACK}?error=")
    form = {**changes, "grant_type": "authorization_code", "code": "pac_x"}
    assert public.send("token", form).status_code in {400, 401}


def test_a_parameter_stands_once(public: Program) -> None:
    query = [*public.asking().items(), ("state", "another")]
    page = public.portico.client.get("/oauth/authorize", query_string=query)
    assert page.status_code == 400


def test_an_anonymous_caller_sees_the_page_and_decides_nothing(public: Program) -> None:
    page = public.page()
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "Charts" in page.get_data(as_text=True)
    body = {**public.asking(), "decision": "allow"}
    answer = public.portico.client.post("/api/v1/auth/authorizations", json=body)
    refused(answer, 401, "not_signed_in")


def test_a_programs_name_is_text(office: Office) -> None:
    page = office.program(name="<script>alert(1)</script>").page().get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_program_cannot_say_yes_to_another(office: Office, public: Program) -> None:
    token = public.tokens(office.ada)["access_token"]
    body = {**public.asking(), "decision": "allow"}
    answer = public.ask(token, "POST", "/auth/authorizations", json=body)
    refused(answer, 403, "machines_elsewhere")


def test_only_members_let_an_organisations_programs_in(office: Office, public: Program) -> None:
    refused(public.decided(person(office.portico)), 403, "client_of_others")
    ben = office.member(Role.VIEWER)
    assert public.tokens(ben)
    office.portico.container.get(SuspendMember)(office.boss, user_of(ben))
    refused(public.decided(ben), 403, "client_of_others")


@pytest.mark.parametrize("uri", LOOPBACK[:2])
def test_a_program_on_the_persons_machine_takes_a_free_port(office: Office, uri: str) -> None:
    program = office.program(redirect_uris=LOOPBACK)
    host = uri.split("/")[2].rsplit(":1", 1)[0]
    free = f"http://{host}:51004/back"
    code = program.code(office.ada, redirect_uri=free)
    wrong(program.redeem(code, redirect_uri=uri), "invalid_grant")
    assert program.redeem(code, redirect_uri=free).status_code == 200


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost:4/back",
        "http://127.0.0.2/back",
        "http://127.0.0.1:80/other",
        "https://127.0.0.1:9/back",
        "http://127.0.0.1:99999/back",
        "http://127.0.0.1:x/back",
        "http://u@127.0.0.1:9/back",
        "http://127.0.0.1:09/back",
        "http://127.0.0.1:9/back#x",
        "http://127.0.0.1:9/back?x=1",
    ],
)
def test_nothing_else_about_that_address_is_free(office: Office, uri: str) -> None:
    page = office.program(redirect_uris=LOOPBACK).page(redirect_uri=uri)
    assert page.status_code == 400


def test_a_code_is_good_once_and_ends_what_it_gave_when_it_comes_back(
    office: Office, program: Program
) -> None:
    code = program.code(office.ada)
    given = program.redeem(code).get_json()
    wrong(program.redeem(code), "invalid_grant")
    refused(program.ask(given["access_token"]), 401, "token_refused")
    wrong(program.refresh(given["refresh_token"]), "invalid_grant")
    assert office.ada.get().status_code == 200


def test_who_cannot_prove_the_code_theirs_ends_nothing(office: Office, public: Program) -> None:
    code = public.code(office.ada)
    given = public.redeem(code).get_json()
    wrong(public.redeem(code, code_verifier="w" * 43), "invalid_grant")
    wrong(public.redeem(code, redirect_uri="https://evil.example/"), "invalid_grant")
    wrong(office.program().redeem(code), "invalid_grant")
    assert public.ask(given["access_token"]).status_code == 200


def test_a_code_lasts_a_minute() -> None:
    clock = SteppingClock()
    office = Office(Portico.start(clock=clock))
    program = office.program()
    code = program.code(office.ada)
    clock.step(timedelta(seconds=60))
    wrong(program.redeem(code), "invalid_grant")
    code = program.code(office.ada)
    clock.step(timedelta(seconds=59))
    assert program.redeem(code).status_code == 200


def test_a_used_code_is_remembered_when_it_is_over() -> None:
    clock = SteppingClock()
    office = Office(Portico.start(clock=clock))
    program = office.program()
    code = program.code(office.ada)
    given = program.redeem(code).get_json()
    clock.step(timedelta(minutes=2))
    program.code(office.ada)
    wrong(program.redeem(code), "invalid_grant")
    refused(program.ask(given["access_token"]), 401, "token_refused")


REDEEMED: list[tuple[dict[str, str | None], str]] = [
    ({"code_verifier": None}, "invalid_request"),
    ({"code_verifier": ""}, "invalid_request"),
    ({"code_verifier": "v" * 42}, "invalid_request"),
    ({"code_verifier": "v" * 129}, "invalid_request"),
    ({"code_verifier": "v" * 42 + "!"}, "invalid_request"),
    ({"code_verifier": "v" * 42 + "é"}, "invalid_request"),
    ({"code_verifier": "w" * 43}, "invalid_grant"),
    ({"code_verifier": VERIFIER + "\n"}, "invalid_grant"),
    ({"code_verifier": challenge_of(VERIFIER)}, "invalid_grant"),
    ({"redirect_uri": None}, "invalid_grant"),
    ({"redirect_uri": "https://app.example.org/other"}, "invalid_grant"),
]


@pytest.mark.parametrize(("changes", "error"), REDEEMED)
def test_a_code_is_for_who_asked_for_it(
    office: Office, program: Program, changes: dict[str, str | None], error: str
) -> None:
    code = program.code(office.ada)
    wrong(program.redeem(code, **changes), error)
    assert program.redeem(code).status_code == 200


@pytest.mark.parametrize("length", [43, 128])
def test_a_verifier_has_43_to_128_characters(office: Office, public: Program, length: int) -> None:
    verifier = ("aZ9-._~" * 20)[:length]
    code = public.code(office.ada, code_challenge=challenge_of(verifier))
    assert public.redeem(code, code_verifier=verifier).status_code == 200


@pytest.mark.parametrize("kind", ["public", "confidential"])
def test_a_code_is_for_the_client_it_was_given_to(
    office: Office, program: Program, kind: str
) -> None:
    code = program.code(office.ada)
    wrong(office.program(kind).redeem(code), "invalid_grant")
    assert program.redeem(code).status_code == 200


@pytest.mark.parametrize("code", ["", "pac_", "nothing", "pac_" + "A" * 64, "\x00", "é" * 3_000])
def test_what_is_no_code_is_refused(public: Program, code: str) -> None:
    wrong(public.redeem(code), "invalid_grant")
    wrong(public.redeem(None), "invalid_request")


def test_a_code_ends_with_the_session_that_gave_it(office: Office, public: Program) -> None:
    ada = signed_in(office.portico, office.ada.email, PASSWORD)
    code = public.code(ada)
    assert ada.post("/api/v1/auth/sign-out").status_code == 204
    wrong(public.redeem(code), "invalid_grant")


def test_a_code_ends_with_the_account(office: Office, public: Program) -> None:
    ben = office.member(Role.VIEWER)
    code, given = public.code(ben), public.tokens(ben)
    office.portico.container.get(SuspendAccount)(EmailAddress(ben.email))
    wrong(public.redeem(code), "invalid_grant")
    wrong(public.refresh(given["refresh_token"]), "invalid_grant")
    refused(public.ask(given["access_token"]), 401, "token_refused")


def test_what_was_lent_is_gone_with_the_membership(office: Office, public: Program) -> None:
    ben = office.member(Role.VIEWER)
    code, given = public.code(ben), public.tokens(ben)
    office.portico.container.get(RemoveMember)(office.boss, user_of(ben))
    wrong(public.redeem(code), "invalid_grant")
    wrong(public.refresh(given["refresh_token"]), "invalid_grant")
    refused(public.ask(given["access_token"]), 401, "token_refused")


def test_what_was_lent_rests_while_the_membership_is_suspended(
    office: Office, public: Program
) -> None:
    ben = office.member(Role.VIEWER)
    token = public.tokens(ben)["access_token"]
    office.portico.container.get(SuspendMember)(office.boss, user_of(ben))
    refused(public.ask(token, path="/documents"), 404, "organisation_not_found")
    office.portico.container.get(ResumeMember)(office.boss, user_of(ben))
    assert public.ask(token, path="/documents").status_code == 200


def test_a_new_password_ends_what_was_lent(office: Office, public: Program) -> None:
    given = public.tokens(office.ada)
    change = {"current": PASSWORD, "new": "another correct horse"}
    assert office.ada.post("/api/v1/me/password", change).status_code == 204
    refused(public.ask(given["access_token"]), 401, "token_refused")
    wrong(public.refresh(given["refresh_token"]), "invalid_grant")


def test_a_program_acts_in_its_own_organisation_only(office: Office, public: Program) -> None:
    other = ok(office.ada.post("/api/v1/organisations", {"name": "Elsewhere"}), 201)["id"]
    token = public.tokens(office.ada)["access_token"]
    named = {"Portico-Organisation": other}
    for path, headers in [(f"/organisations/{other}", {}), ("/documents", named)]:
        response = public.ask(token, path=path, headers=headers)
        refused(response, 404, "organisation_not_found")
    assert public.ask(token, path="/documents").status_code == 200


PERSONAL: list[tuple[str, str, Any]] = [
    ("PATCH", "/me", {"name": "Eve"}),
    ("POST", "/me/password", {"current": PASSWORD, "new": "another correct horse"}),
    ("GET", "/me/sessions", None),
    ("DELETE", "/me/sessions/00000000-0000-0000-0000-000000000000", None),
    ("GET", "/organisations", None),
    ("POST", "/organisations", {"name": "Mine"}),
    ("POST", "/invitations/acceptances", {"token": "none"}),
]


@pytest.mark.parametrize(("method", "path", "body"), PERSONAL)
def test_a_program_is_not_the_person(office: Office, method: str, path: str, body: Any) -> None:
    program = office.program(scope="admin")
    token = program.tokens(office.ada)["access_token"]
    response = program.ask(token, method, path, json=body, headers={"If-Match": "*"})
    refused(response, 403, "machines_elsewhere")


def test_a_person_ends_what_they_lent(office: Office, public: Program) -> None:
    given = public.tokens(office.ada)
    (lent, _) = ok(office.ada.get("/api/v1/me/sessions"))["items"]
    assert office.ada.delete(f"/api/v1/me/sessions/{lent['id']}").status_code == 204
    refused(public.ask(given["access_token"]), 401, "token_refused")
    wrong(public.refresh(given["refresh_token"]), "invalid_grant")


def test_the_consent_page_names_where_one_is_sent(office: Office) -> None:
    program = office.program(redirect_uris=[BACK, "org.example.app:/back"])
    assert urlsplit(BACK).netloc in program.page().get_data(as_text=True)
    page = program.page(redirect_uri="org.example.app:/back").get_data(as_text=True)
    assert "org.example.app:" in page
