"""Documents and conversations are shared with people, and with guests by links."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Opens
from browser.console import Console
from browser.signing import sign_in, where_people_sign_in
from entrypoints.testing.doubles import SteppingClock
from support.members import ADA, BEN, Member

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
HUSH = "only for the harbour board"


def harbour() -> tuple[Member, str]:
    """A harbour with one document, and its founder."""
    ada = Member.sign_up(where_people_sign_in(), ADA)
    ada.found("Harbour")
    return ada, ada.add("Rules", "The harbour opens at six in the morning.")


def share(console: Console, title: str) -> Page:
    row = console.document(title)
    row.hover()
    row.get_by_role("button", name="Share").click()
    expect(console.page.locator("#holders .share-row").first).to_be_visible()
    return console.page


@pytest.mark.browser
def test_a_document_is_shared_with_a_colleague_and_taken_back(opens: Opens) -> None:
    ada, rules = harbour()
    ben = Member.sign_up(ada.portico, BEN)
    organisation = ada.call("GET", "/organisations")["items"][0]["id"]
    pier = ada.call("POST", f"/organisations/{organisation}/departments", {"name": "Pier"})
    invited = {"email": BEN, "role": "viewer", "department_id": pier["id"]}
    token = ada.call("POST", f"/organisations/{organisation}/invitations", invited)["token"]
    ben.call("POST", "/invitations/acceptances", {"token": token})
    console = opens(ada.portico)
    sign_in(console, ADA)

    page = share(console, "Rules")
    page.get_by_label("With").select_option(label="Ben")
    page.get_by_label("They may").select_option("edit")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.locator("#grants .share-row")).to_contain_text("Ben")
    expect(page.locator("#holders")).to_contain_text("Ben")
    assert ben.call("GET", f"/documents/{rules}")["title"] == "Rules"
    assert ben.call("GET", f"/resources/{rules}")["level"] == "edit"

    page.locator("#grants").get_by_role("button", name="Take back").click()
    expect(page.locator("#grants .share-row")).to_have_count(0)
    expect(page.locator("#holders")).not_to_contain_text("Ben")
    assert ben.call("GET", "/documents")["items"] == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_link_is_shown_once_opened_by_a_guest_and_taken_back(opens: Opens) -> None:
    ada, _ = harbour()
    console = opens(ada.portico)
    sign_in(console, ADA)
    page = share(console, "Rules")
    page.get_by_label("Password, if any").fill(HUSH)
    page.get_by_label("How often").fill("3")
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator("#links .share-row")).to_contain_text("used 0 of 3 times, with a password")
    link = page.get_by_label("The link", exact=True).input_value()
    secret = link.partition("#")[2]
    page.keyboard.press("Escape")
    page = share(console, "Rules")
    assert secret not in page.content()
    assert page.get_by_label("The link", exact=True).input_value() == ""

    page.goto("about:blank")
    page.goto(link)
    console.settled()
    page.get_by_label("Password").fill("something else altogether")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_contain_text("no such link")
    page.get_by_label("Password").fill(HUSH)
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#shared-document")).to_contain_text("The harbour opens at six")
    assert [one for one in console.requests if secret in one.partition("#")[0]] == []

    console.open()
    page = share(console, "Rules")
    page.locator("#links").get_by_role("button", name="Take back").click()
    expect(page.locator("#links .share-row")).to_have_count(0)
    page.goto("about:blank")
    page.goto(link)
    console.settled()
    page.get_by_label("Password").fill(HUSH)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_contain_text("no such link")


@pytest.mark.slow
@pytest.mark.browser
def test_a_link_is_given_another_secret(opens: Opens) -> None:
    ada, rules = harbour()
    old = ada.link(rules)
    console = opens(ada.portico)
    sign_in(console, ADA)
    page = share(console, "Rules")
    page.get_by_role("button", name="New secret").click()
    shown = page.get_by_label("The link", exact=True)
    expect(shown).not_to_have_value("")
    new = shown.input_value()
    assert not new.endswith(old)
    for link, opens_it in ((new, True), (console.url + old, False)):
        page.goto("about:blank")
        page.goto(link)
        console.settled()
        expect(page.locator("#shared-document")).to_be_visible(visible=opens_it)


@pytest.mark.browser
def test_all_links_are_taken_back_at_once(opens: Opens) -> None:
    ada, rules = harbour()
    ada.link(rules)
    ada.link(rules)
    console = opens(ada.portico)
    sign_in(console, ADA)
    page = share(console, "Rules")
    expect(page.locator("#links .share-row")).to_have_count(2)
    page.get_by_role("button", name="Take back all links").click()

    expect(page.locator("#links .share-row")).to_have_count(0)
    assert ada.call("GET", f"/resources/{rules}/links")["items"] == []


@pytest.mark.browser
def test_a_guest_reads_a_conversation_and_may_not_ask(opens: Opens) -> None:
    ada, _ = harbour()
    conversation = ada.ask("When does the harbour open?")
    console = opens(ada.portico).open(ada.link(conversation))
    page = console.page

    expect(page.locator(".question")).to_contain_text("When does the harbour open?")
    expect(page.locator(".source")).to_contain_text("A source that you may not view")
    expect(page.locator(".source")).to_be_disabled()
    assert "at six" not in page.content()
    expect(page.get_by_label("Your question")).to_be_hidden()


@pytest.mark.browser
def test_a_guest_who_may_edit_asks(opens: Opens) -> None:
    ada, _ = harbour()
    conversation = ada.ask("When does the harbour open?")
    console = opens(ada.portico).open(ada.link(conversation, level="edit"))

    console.ask("And in winter?")

    expect(console.page.locator(".question")).to_have_count(2)
    said = ada.call("GET", f"/conversations/{conversation}/messages")["items"]
    assert [one["content"] for one in said if one["role"] == "user"][-1] == "And in winter?"


@pytest.mark.browser
def test_a_guest_is_nobody_else_even_where_somebody_is_signed_in(opens: Opens) -> None:
    ada, rules = harbour()
    link = ada.link(rules)
    console = opens(ada.portico)
    sign_in(console, ADA)
    console.page.goto(console.url + "/guest#nothing")
    console.settled()
    expect(console.page.locator("#password-form")).to_be_visible()

    console.page.goto(console.url + link)  # only what stands behind the # changes
    expect(console.page.locator("#shared-document")).to_contain_text("The harbour opens")


@pytest.mark.browser
def test_an_address_without_its_secret_says_so(opens: Opens) -> None:
    console = opens(where_people_sign_in()).open("/guest")

    expect(console.page.get_by_role("alert")).to_contain_text("not whole")


@pytest.mark.browser
def test_where_nobody_signs_in_nothing_is_shared(console: Console) -> None:
    console.upload("Rules.txt", b"The harbour opens at six.")
    console.document("Rules").hover()

    expect(console.document("Rules").locator(".share")).to_be_hidden()
    expect(console.page.locator("#account")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_shared_fits_a_phone(opens: Opens, scheme: str) -> None:
    ada, rules = harbour()
    conversation = ada.ask("When does the harbour open?")
    links = (ada.link(rules), ada.link(conversation, level="edit"))
    phone: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True}
    console = opens(ada.portico, color_scheme=scheme, **phone)
    page = console.page

    for path in (*links, "/sign-up"):
        page.goto("about:blank")
        console.open(path)
        assert page.evaluate(FITS), path
    sign_in(console, ADA, f"/?conversation={conversation}")
    page.locator("#share-conversation").click()
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator("#made")).to_be_visible()
    assert page.evaluate(FITS)
    dialog = page.locator("#sharing").bounding_box()
    assert dialog is not None
    assert dialog["width"] <= 360
    console.open("/organisation")
    page.locator(".member summary").click()
    assert page.evaluate(FITS)


@pytest.mark.browser
def test_an_export_is_fetched_with_the_tokens(opens: Opens) -> None:
    ada, _ = harbour()
    conversation = ada.ask("When does the harbour open?")
    console = opens(ada.portico)
    sign_in(console, ADA, f"/?conversation={conversation}")

    with console.page.expect_download() as download:
        console.page.get_by_role("link", name="Export as Markdown").click()
    assert download.value.suggested_filename.endswith(".md")
    assert "When does the harbour open?" in download.value.path().read_text()


@pytest.mark.browser
def test_a_guest_whose_token_is_over_comes_in_again(opens: Opens) -> None:
    clock = SteppingClock()
    ada = Member.sign_up(where_people_sign_in(clock=clock), ADA)
    ada.found("Harbour")
    conversation = ada.ask("When does the harbour open?")
    console = opens(ada.portico).open(ada.link(conversation, level="edit"))
    clock.step(timedelta(minutes=11))

    console.ask("And in winter?")

    opened = [one for one in console.requests if one.endswith("/guest-sessions")]
    assert len(opened) == 2
    expect(console.page.locator(".answer .problem").last).to_be_hidden()
