"""Sessions are seen, refreshed and ended, and what ends them is felt at once."""

from datetime import timedelta
from uuid import uuid4

from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from support.letters import letters
from support.signing_in import PASSWORD, Person, auth, may_sign_in, person, signed_in

SESSIONS = "/api/v1/me/sessions"
NEW = "another correct horse"


def ids(of: Person) -> list[str]:
    return [one["id"] for one in of.get(SESSIONS).get_json()["items"]]


def test_a_session_tells_what_it_is(portico: Portico) -> None:
    ada = person(portico)
    other = signed_in(portico, ada.email)
    items = other.get(SESSIONS).get_json()["items"]
    assert [one["current"] for one in items] == [True, False]
    assert items[0]["device"].startswith("Werkzeug/")
    assert [one["current"] for one in ada.get(SESSIONS).get_json()["items"]] == [False, True]


def test_they_are_paged(portico: Portico) -> None:
    ada = person(portico)
    for _ in range(2):
        signed_in(portico, ada.email)
    first = ada.get(f"{SESSIONS}?limit=2").get_json()
    rest = ada.get(f"{SESSIONS}?limit=2&cursor={first['next_cursor']}").get_json()
    assert [*first["items"], *rest["items"]] == ada.get(SESSIONS).get_json()["items"]
    assert rest["next_cursor"] is None


def test_signing_out_is_felt_at_once(portico: Portico) -> None:
    ada = person(portico)
    other = signed_in(portico, ada.email)
    assert ada.post("/api/v1/auth/sign-out").status_code == 204
    refused(ada.get(), 401, "token_refused")
    refused(ada.post("/api/v1/auth/sign-out"), 401, "token_refused")
    refused(auth(portico, "refresh", refresh_token=ada.refresh), 401, "token_refused")
    assert other.get().status_code == 200


def test_a_session_elsewhere_can_be_ended(portico: Portico) -> None:
    ada = person(portico)
    other = signed_in(portico, ada.email)
    (elsewhere,) = [one for one in ids(ada) if one not in ids(ada)[1:]]
    assert ada.delete(f"{SESSIONS}/{elsewhere}").status_code == 204
    refused(other.get(), 401, "token_refused")
    refused(ada.delete(f"{SESSIONS}/{elsewhere}"), 404, "session_not_found")
    assert ada.get().status_code == 200


def test_nobody_ends_or_learns_of_a_session_of_another(portico: Portico) -> None:
    ada, eve = person(portico), person(portico)
    (adas,) = ids(ada)
    foreign = refused(eve.delete(f"{SESSIONS}/{adas}"), 404, "session_not_found")
    unknown = refused(eve.delete(f"{SESSIONS}/{uuid4()}"), 404, "session_not_found")
    assert foreign["detail"] == unknown["detail"]
    assert ada.delete(f"{SESSIONS}/{adas.upper()}").status_code in {204, 404}
    for strange in ("../me", "1", "9" * 40, "%00"):
        assert ada.delete(f"{SESSIONS}/{strange}").status_code in {401, 404, 405}


def test_a_refresh_token_is_good_once_and_its_successor_after_it(portico: Portico) -> None:
    ada = person(portico)
    first = auth(portico, "refresh", refresh_token=ada.refresh).get_json()
    second = auth(portico, "refresh", refresh_token=first["refresh_token"]).get_json()
    assert len({ada.refresh, first["refresh_token"], second["refresh_token"]}) == 3
    assert second["token_type"] == "Bearer"
    assert 0 < second["expires_in"] <= 600
    assert Person(portico, "", second["access_token"], "").get().status_code == 200


def test_a_lost_answer_is_given_again_within_the_grace() -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    ada = person(portico)
    first = auth(portico, "refresh", refresh_token=ada.refresh).get_json()
    clock.step(timedelta(seconds=10))
    again = auth(portico, "refresh", refresh_token=ada.refresh).get_json()
    assert again["refresh_token"] == first["refresh_token"]
    assert auth(portico, "refresh", refresh_token=again["refresh_token"]).status_code == 200


def test_a_token_that_comes_back_later_ends_the_whole_family() -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    ada = person(portico)
    other = signed_in(portico, ada.email)
    first = auth(portico, "refresh", refresh_token=ada.refresh).get_json()
    clock.step(timedelta(seconds=10.001))
    refused(auth(portico, "refresh", refresh_token=ada.refresh), 401, "token_refused")
    refused(auth(portico, "refresh", refresh_token=first["refresh_token"]), 401, "token_refused")
    refused(Person(portico, "", first["access_token"], "").get(), 401, "token_refused")
    assert other.get().status_code == 200


def test_a_session_runs_out_when_nobody_refreshes_it() -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    ada = person(portico)
    clock.step(timedelta(days=30))
    refused(auth(portico, "refresh", refresh_token=ada.refresh), 401, "token_refused")


def test_a_new_password_ends_the_other_sessions(portico: Portico) -> None:
    ada = person(portico)
    other = signed_in(portico, ada.email)
    change = {"current": PASSWORD, "new": NEW}
    assert ada.post("/api/v1/me/password", change).status_code == 204
    refused(other.get(), 401, "token_refused")
    refused(auth(portico, "refresh", refresh_token=other.refresh), 401, "token_refused")
    assert ada.get().status_code == 200
    assert auth(portico, "refresh", refresh_token=ada.refresh).status_code == 200
    assert may_sign_in(portico, ada.email, NEW)
    assert not may_sign_in(portico, ada.email, PASSWORD)


def test_whoever_does_not_know_the_password_cannot_change_it(portico: Portico) -> None:
    ada = person(portico)
    for wrong in ("wrong password", "short", "a" * 5_000):
        change = {"current": wrong, "new": NEW}
        refused(ada.post("/api/v1/me/password", change), 403, "password_wrong")
    for _ in range(7):
        ada.post("/api/v1/me/password", {"current": "wrong password", "new": NEW})
    change = {"current": PASSWORD, "new": NEW}
    refused(ada.post("/api/v1/me/password", change), 429, "too_many")


def test_a_reset_ends_every_session_and_is_good_once() -> None:
    from e2e.test_sign_up import with_mail

    portico = with_mail()
    auth(portico, "sign-up", email="ada@example.com", password=PASSWORD)
    token = next(one for one in letters(portico)[0].text.split() if one.startswith("pvt_"))
    auth(portico, "verifications", token=token)
    ada = signed_in(portico, "ada@example.com")
    for _ in range(2):
        assert auth(portico, "password-resets", email="ADA@example.com").status_code == 202
    first, second = (
        next(one for one in letter.text.split() if one.startswith("pvt_"))
        for letter in letters(portico)[1:]
    )
    refused(auth(portico, "verifications", token=first), 404, "token_unknown")
    completions = "password-resets/completions"
    assert auth(portico, completions, token=second, password=NEW).status_code == 204
    for spent in (first, second, token):
        refused(auth(portico, completions, token=spent, password=PASSWORD), 404, "token_unknown")
    refused(ada.get(), 401, "token_refused")
    refused(auth(portico, "refresh", refresh_token=ada.refresh), 401, "token_refused")
    assert may_sign_in(portico, ada.email, NEW)


def test_a_reset_is_answered_alike_for_everybody() -> None:
    from e2e.test_sign_up import with_mail

    portico = with_mail()
    answer = auth(portico, "password-resets", email="nobody@example.com")
    assert (answer.status_code, list(answer.get_json())) == (202, ["detail"])
    assert letters(portico) == []


def test_a_reset_for_a_suspended_account_leads_nowhere(portico: Portico) -> None:
    from application.permissions.people.suspend_account import SuspendAccount
    from e2e.test_sign_up import with_mail

    portico = with_mail()
    auth(portico, "sign-up", email="ada@example.com", password=PASSWORD)
    token = next(one for one in letters(portico)[0].text.split() if one.startswith("pvt_"))
    auth(portico, "verifications", token=token)
    auth(portico, "password-resets", email="ada@example.com")
    reset = next(one for one in letters(portico)[1].text.split() if one.startswith("pvt_"))
    portico.container.get(SuspendAccount)("ada@example.com")
    completed = auth(portico, "password-resets/completions", token=reset, password=NEW)
    refused(completed, 404, "token_unknown")
    auth(portico, "password-resets", email="ada@example.com")
    assert len(letters(portico)) == 2
