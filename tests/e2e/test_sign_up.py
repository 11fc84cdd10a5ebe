"""Signing up tells nobody whether an address has an account, except its owner."""

from dataclasses import replace
from datetime import timedelta

import pytest

from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY
from support.letters import letters
from support.signing_in import PASSWORD, auth, may_sign_in, person, signed_in, signed_up

ADA = "ada@example.com"


def with_mail() -> Portico:
    return Portico.start(settings=replace(MEMORY, mail_url="memory:"))


def test_from_sign_up_to_a_name(portico: Portico) -> None:
    token = signed_up(portico, "Ada@Example.com")
    assert auth(portico, "verifications", token=token).status_code == 204
    ada = signed_in(portico, ADA)
    told = ada.get()
    assert told.get_json()["email"] == ADA
    assert told.get_json()["name"] is None
    named = portico.client.patch(
        "/api/v1/me", json={"name": "Ada"}, headers={**ada.bearer, "If-Match": told.headers["ETag"]}
    )
    assert (named.status_code, named.get_json()["name"]) == (200, "Ada")
    stale = {**ada.bearer, "If-Match": '"1"'}
    changed = portico.client.patch("/api/v1/me", json={"name": "Eve"}, headers=stale)
    refused(changed, 412, "account_changed")
    unseen = portico.client.patch("/api/v1/me", json={"name": "Eve"}, headers=ada.bearer)
    refused(unseen, 428, "if_match_required")


@pytest.mark.parametrize("more", [{"email": "eve@example.com"}, {"id": "1"}, {"epoch": 9},
                                  {"suspended_at": None}, {"version": 1}])  # fmt: skip
def test_nothing_else_of_an_account_can_be_assigned(
    portico: Portico, more: dict[str, object]
) -> None:
    ada = person(portico)
    headers = {**ada.bearer, "If-Match": "*"}
    response = portico.client.patch("/api/v1/me", json={"name": "Ada", **more}, headers=headers)
    refused(response, 422, "invalid_body")
    up = auth(portico, "sign-up", email=ADA, password=PASSWORD, **{"verified": True})
    refused(up, 422, "invalid_body")


def test_a_taken_address_gets_the_same_answer(portico: Portico) -> None:
    fresh = auth(portico, "sign-up", email="new@example.com", password=PASSWORD)
    taken = auth(portico, "sign-up", email=person(portico).email, password=PASSWORD)
    shapes = [
        (one.status_code, sorted(one.get_json()), len(one.get_data()), sorted(one.headers.keys()))
        for one in (fresh, taken)
    ]
    assert shapes[0] == shapes[1]
    assert fresh.get_json()["detail"] == taken.get_json()["detail"]
    refused(auth(portico, "verifications", token=taken.get_json()["verification_token"]), 404,
            "token_unknown")  # fmt: skip


def test_a_sign_up_for_a_taken_address_changes_nothing(portico: Portico) -> None:
    ada = person(portico, ADA)
    token = signed_up(portico, ADA, "another password")
    auth(portico, "verifications", token=token)
    assert not may_sign_in(portico, ADA, "another password")
    assert ada.get().status_code == 200


def test_nobody_waits_behind_a_sign_up_of_a_stranger(portico: Portico) -> None:
    strangers = signed_up(portico, ADA, "the stranger's password")
    own = signed_up(portico, ADA, "ada's own password")
    assert auth(portico, "verifications", token=own).status_code == 204
    assert may_sign_in(portico, ADA, "ada's own password")
    refused(auth(portico, "verifications", token=strangers), 404, "token_unknown")
    assert not may_sign_in(portico, ADA, "the stranger's password")


def test_a_token_opens_one_account_once(portico: Portico) -> None:
    token = signed_up(portico, ADA)
    assert auth(portico, "verifications", token=token).status_code == 204
    refused(auth(portico, "verifications", token=token), 404, "token_unknown")


def test_a_token_is_good_for_a_day() -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    late, in_time = signed_up(portico, ADA), signed_up(portico, "ben@example.com")
    clock.step(timedelta(hours=23, minutes=59))
    assert auth(portico, "verifications", token=in_time).status_code == 204
    clock.step(timedelta(minutes=1))
    refused(auth(portico, "verifications", token=late), 404, "token_unknown")


def test_with_a_mail_server_the_token_stands_in_the_letter_only() -> None:
    portico = with_mail()
    answer = auth(portico, "sign-up", email=ADA, password=PASSWORD, name="<a href=//evil>Win!</a>")
    assert list(answer.get_json()) == ["detail"]
    (letter,) = letters(portico)
    assert letter.to == ADA
    assert "evil" not in letter.text
    token = next(line for line in letter.text.splitlines() if line.startswith("pvt_"))
    assert f"http://127.0.0.1:8000/sign-up#verify={token}" in letter.text
    assert auth(portico, "verifications", token=token).status_code == 204


def test_the_owner_of_a_taken_address_is_told() -> None:
    portico = with_mail()
    auth(portico, "sign-up", email=ADA, password=PASSWORD)
    token = next(one for one in letters(portico)[0].text.split() if one.startswith("pvt_"))
    auth(portico, "verifications", token=token)
    auth(portico, "sign-up", email=ADA, password=PASSWORD)
    _, told = letters(portico)
    assert (told.to, told.subject) == (ADA, "You already have an account")
    assert "pvt_" not in told.text


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"email": "ada", "password": PASSWORD}, "email_invalid"),
        (
            {"email": "ada@example.com\r\nBcc: eve@example.com", "password": PASSWORD},
            "email_invalid",
        ),
        ({"email": "a" * 320, "password": PASSWORD}, "invalid_body"),
        ({"email": ADA, "password": "hunter2"}, "invalid_body"),
        ({"email": ADA, "password": "é" * 600}, "password_invalid"),
        ({"email": ADA, "password": "a" * 1_000_000}, "password_invalid"),
        ({"email": ADA, "password": "pass\nword"}, "password_invalid"),
        ({"email": ADA, "password": PASSWORD, "name": " "}, "name_invalid"),
        ({"email": ADA}, "invalid_body"),
        ({"email": ADA, "password": PASSWORD, "role": "admin"}, "invalid_body"),
    ],
)
def test_what_cannot_be_is_refused(portico: Portico, body: dict[str, str], code: str) -> None:
    response = auth(portico, "sign-up", **body)
    refused(response, 422, code)
    assert body.get("password", "-") not in response.get_data(as_text=True)


def test_nul_is_refused_wherever_it_stands(portico: Portico) -> None:
    refused(auth(portico, "sign-up", email="a\0@b.c", password=PASSWORD), 400, "malformed_json")
    refused(auth(portico, "sign-in", email=ADA, password="pass\0word"), 400, "malformed_json")


def signs_up(portico: Portico, email: str) -> bool:
    """Whether somebody could, at the one client of this test."""
    return auth(portico, "sign-up", email=email, password=PASSWORD).status_code == 202


def test_one_client_does_not_write_to_everybody(portico: Portico) -> None:
    for one in range(50):
        assert signs_up(portico, f"ada{one}@example.com")
    response = auth(portico, "sign-up", email=ADA, password=PASSWORD)
    refused(response, 429, "too_many")
    assert auth(portico, "password-resets", email=ADA).status_code == 429


def test_an_address_is_not_flooded_with_letters(portico: Portico) -> None:
    for _ in range(5):
        assert signs_up(portico, ADA)
    response = auth(portico, "sign-up", email="ADA@example.com", password=PASSWORD)
    refused(response, 429, "too_many")
    assert 0 < int(response.headers["Retry-After"]) <= 3_600
    assert auth(portico, "password-resets", email=ADA).status_code == 429
    assert auth(portico, "sign-up", email="b@example.com", password=PASSWORD).status_code == 202
