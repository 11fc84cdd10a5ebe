"""People sign up, sign in and out; who is not signed in sees nobody's documents."""

import re
from queue import Queue

import pytest
from playwright.sync_api import Route, expect

from application.permissions.people.open_account import NewAccount, OpenAccount
from browser.conftest import Opens
from browser.signing import sign_in, where_people_sign_in
from entrypoints.testing import Portico
from support.letters import letters
from support.members import ADA, PASSWORD, Member


@pytest.mark.slow
@pytest.mark.browser
def test_a_stranger_signs_up_founds_an_organisation_and_hands_a_document_in(opens: Opens) -> None:
    console = opens(where_people_sign_in())
    page = console.page
    page.goto(console.url + "/")
    page.wait_for_url("**/sign-in?next=*")
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("button", name="This is my address").click()
    page.wait_for_url("**/organisation")
    page.get_by_label("Name of the organisation").fill("Harbour")
    page.get_by_role("button", name="Found it").click()
    expect(page.get_by_role("heading", name="Harbour")).to_be_visible()

    console.open()
    row = console.upload("Rules.txt", b"The harbour opens at six in the morning.")
    expect(row).to_contain_text("1 page")
    assert console.status(console.ask("When does the harbour open?")) == "answered"


@pytest.mark.browser
def test_no_form_is_sent_before_its_script_can_take_it(opens: Opens) -> None:
    console = opens(where_people_sign_in())
    page, held = console.page, Queue[Route]()
    page.route("**/sign-up.js", held.put)
    page.goto(f"{console.url}/sign-up", wait_until="commit")
    button = page.get_by_role("button", name="Sign up")
    expect(button).to_be_disabled()

    held.get_nowait().continue_()
    expect(button).to_be_enabled()
    page.unroute("**/sign-up.js")


@pytest.mark.browser
def test_the_first_page_holds_nothing_of_anybody(opens: Opens) -> None:
    portico = where_people_sign_in()
    ada = Member.sign_up(portico, ADA)
    ada.found("Harbour")
    ada.add("Secret rules", "Nobody enters by the north gate.")
    conversation = ada.ask("Who enters by the north gate?")

    for path in ("/", f"/?conversation={conversation}"):
        drawn = portico.client.get(path)
        assert drawn.status_code == 200
        assert "Secret rules" not in drawn.get_data(as_text=True)
        assert "north gate" not in drawn.get_data(as_text=True)

    console = opens(portico)
    sign_in(console, ADA, f"/?conversation={conversation}")
    expect(console.document("Secret rules")).to_be_visible()
    expect(console.page.locator(".question")).to_contain_text("north gate")


@pytest.mark.browser
def test_a_wrong_password_is_told_and_nothing_is_kept(opens: Opens) -> None:
    portico = where_people_sign_in()
    Member.sign_up(portico, ADA)
    console = opens(portico).open("/sign-in")
    console.page.get_by_label("E-mail address").fill(ADA)
    console.page.get_by_label("Password").fill("not this one at all")
    console.page.get_by_role("button", name="Sign in").click()

    expect(console.page.get_by_role("alert")).to_be_visible()
    assert console.page.evaluate("sessionStorage.length") == 0


@pytest.mark.slow
@pytest.mark.browser
def test_tokens_that_are_over_are_renewed_once_for_all_who_wait(opens: Opens) -> None:
    portico = where_people_sign_in()
    ada = Member.sign_up(portico, ADA)
    ada.found("Harbour")
    ada.add("Rules", "The harbour opens at six.")
    console = opens(portico)
    sign_in(console, ADA)
    console.page.evaluate(
        """() => {
          const held = JSON.parse(sessionStorage.getItem("portico.tokens"));
          held.access_token = "over";
          sessionStorage.setItem("portico.tokens", JSON.stringify(held));
        }"""
    )
    console.requests.clear()
    console.open()

    expect(console.document("Rules")).to_be_visible()
    renewals = [one for one in console.requests if one.endswith("/auth/refresh")]
    assert len(renewals) == 1


@pytest.mark.slow
@pytest.mark.browser
def test_signing_out_ends_the_session_here_and_there(opens: Opens) -> None:
    portico = where_people_sign_in()
    ada = Member.sign_up(portico, ADA)
    ada.found("Harbour")
    console = opens(portico)
    sign_in(console, ADA)
    page = console.page
    before = len(ada.call("GET", "/me/sessions")["items"])
    page.locator("#account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")

    assert page.evaluate("sessionStorage.length") == 0
    assert len(ada.call("GET", "/me/sessions")["items"]) == before - 1
    page.goto(console.url + "/")
    page.wait_for_url("**/sign-in?next=*")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_signing_in_leads_to_no_other_site(opens: Opens, elsewhere: str) -> None:
    portico = where_people_sign_in()
    Member.sign_up(portico, ADA).found("Harbour")
    console = opens(portico).open(f"/sign-in?next={elsewhere}")
    console.page.get_by_label("E-mail address").fill(ADA)
    console.page.get_by_label("Password").fill(PASSWORD)
    console.page.get_by_role("button", name="Sign in").click()

    console.page.wait_for_url(f"{console.url}/")
    console.settled()


def link_in_last_letter(portico: Portico) -> str:
    """Return the path of the link in the letter that was sent last."""
    last = letters(portico)[-1]
    (found,) = re.findall(r"^http://127.0.0.1:8000(/\S+)$", last.text, re.MULTILINE)
    return str(found)


@pytest.mark.slow
@pytest.mark.browser
def test_a_forgotten_password_is_chosen_anew_by_a_letter(opens: Opens) -> None:
    portico = where_people_sign_in(mail_url="memory:")
    portico.container.get(OpenAccount)(NewAccount(ADA, PASSWORD))
    console = opens(portico).open("/sign-in")
    page = console.page
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_role("button", name="Send me a letter").click()
    expect(page.get_by_role("status")).to_contain_text("We wrote to this address")
    page.goto("about:blank")
    page.goto(console.url + link_in_last_letter(portico))
    assert "#" not in page.url
    page.get_by_label("New password").fill("a whole new battery")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/sign-in")
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_label("Password").fill("a whole new battery")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/organisation")


@pytest.mark.browser
def test_the_letter_of_a_sign_up_leads_to_the_proof(opens: Opens) -> None:
    portico = where_people_sign_in(mail_url="memory:")
    body = {"email": ADA, "password": PASSWORD}
    assert portico.client.post("/api/v1/auth/sign-up", json=body).status_code == 202
    console = opens(portico).open(link_in_last_letter(portico))
    console.page.get_by_role("button", name="This is my address").click()
    console.page.wait_for_url("**/sign-in")
    assert portico.client.post("/api/v1/auth/sign-in", json=body).status_code == 200
