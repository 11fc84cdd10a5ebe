"""Somebody is asked whether a program may act for them."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from browser.conftest import Opens
from browser.console import Console
from browser.fitting import fits
from browser.signing import sign_in, where_people_sign_in
from browser.test_appearance import PHONE
from support.members import ADA, BEN, Member

STATE = "af0 é&="


def asking(member: Member, organisation: str, back: str, name: str = "Charts") -> str:
    body = {"name": name, "kind": "public", "scope": "write", "redirect_uris": [back]}
    client = member.call("POST", f"/organisations/{organisation}/clients", body)
    challenge = urlsafe_b64encode(sha256(b"v" * 43).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": client["id"],
        "redirect_uri": back,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "state": STATE,
    }
    return f"/oauth/authorize?{urlencode(asked)}"


def told(console: Console) -> dict[str, str]:
    """Return what the program reads where the person was sent."""
    console.page.wait_for_url("**/documents-of-charts?*")
    return dict(parse_qsl(urlsplit(console.page.url).query))


@pytest.mark.browser
@pytest.mark.parametrize(("button", "member"), [("Allow", "code"), ("Say no", "error")])
def test_a_person_signs_in_decides_and_is_sent_back(opens: Opens, button: str, member: str) -> None:
    portico = where_people_sign_in()
    ada = Member.sign_up(portico, ADA)
    console = opens(portico)
    back = f"{console.url}/documents-of-charts"  # a page of ours: the test asks nobody else
    path = asking(ada, ada.found("Harbour"), back)
    sign_in(console, ADA, path)
    page = console.page
    expect(page.get_by_role("heading", name="Charts asks to act for you")).to_be_visible()
    expect(page.locator("#organisation")).to_have_text("Harbour")
    expect(page.locator("#who")).to_have_text(f"Ada · {ADA}")
    page.get_by_role("button", name=button).click()

    answer = told(console)
    assert answer["state"] == STATE
    assert answer["iss"].startswith("http")
    assert member in answer
    lent = [one for one in ada.call("GET", "/me/sessions")["items"] if one["client_id"]]
    assert lent == []  # a session begins when the code is exchanged


@pytest.mark.slow
@pytest.mark.browser
def test_who_is_no_member_is_told_and_cannot_decide(opens: Opens) -> None:
    portico = where_people_sign_in()
    ada, _ = Member.sign_up(portico, ADA), Member.sign_up(portico, BEN)
    console = opens(portico)
    path = asking(ada, ada.found("Harbour"), f"{console.url}/documents-of-charts")
    sign_in(console, BEN, path)
    expect(console.page.get_by_role("alert")).to_contain_text("do not belong to")
    for button in ("Allow", "Say no"):
        expect(console.page.get_by_role("button", name=button)).to_be_disabled()
    console.page.get_by_role("button", name="Sign in as somebody else").click()
    console.page.wait_for_url("**/sign-in?next=*")


@pytest.mark.browser
def test_a_program_that_cannot_be_trusted_sends_nobody_back(opens: Opens) -> None:
    portico = where_people_sign_in()
    ada = Member.sign_up(portico, ADA)
    console = opens(portico)
    path = asking(ada, ada.found("Harbour"), f"{console.url}/documents-of-charts")
    console.open(path.replace("documents-of-charts", "elsewhere"))
    expect(console.page.get_by_role("alert")).to_contain_text("redirect_uri")
    assert "/oauth/authorize?" in console.page.url


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_page_fits(opens: Opens, scheme: str, size: str, tmp_path: Path) -> None:
    portico = where_people_sign_in()
    ada = Member.sign_up(portico, ADA)
    options: dict[str, Any] = {"color_scheme": scheme, **(PHONE if size == "phone" else {})}
    console = opens(portico, **options)
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützen" * 2
    names = {"desktop": "Harbour charts", "phone": long}
    organisation = ada.found("Harbour authority")
    sign_in(console, ADA, asking(ada, organisation, f"{console.url}/back", names[size]))
    fits(console.page)
    shot = tmp_path / f"consent-{size}-{scheme}.png"
    console.page.screenshot(path=shot)
    assert shot.stat().st_size > 5_000
