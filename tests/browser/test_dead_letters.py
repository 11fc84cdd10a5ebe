"""Dead letters in the browser: looked at, tried dry, and redriven."""

from time import sleep

import pytest
from playwright.sync_api import expect

from browser.conftest import Opens
from browser.console import Console
from browser.events import ASKED_EVERY_MS, OWN_TAB, document, letters, poisoned, told
from browser.signing import founder_with_a_viewer, sign_in
from entrypoints.testing import Portico
from support.members import ADA, BEN

LOOK_SECONDS = 0.05

pytestmark = pytest.mark.browser


def test_dead_letters_are_tried_dry_and_redriven(opens: Opens) -> None:
    console = opens(poisoned(), **OWN_TAB)
    page = console.page
    page.clock.install()
    console.open("/events?source=shop&id=d-1")
    expect(page.locator("#found-state")).to_have_text("dead")
    expect(letters(page)).to_have_count(2)

    page.get_by_label("Consumer").select_option("knowledge")
    page.get_by_role("button", name="Dry run").click()
    expect(page.locator("#redriven")).to_have_text("Of 2 dead letters, 2 would be tried again.")
    page.get_by_role("button", name="Redrive 2").click()
    expect(page.get_by_role("dialog")).to_contain_text("in order for each key")
    page.get_by_role("button", name="Go on").click()

    expect(page.locator("#redriven")).to_have_text("2 events are being tried again.")
    expect(page.get_by_role("button", name="Redrive 2")).to_be_hidden()
    until_failed_twice(console, "d-1")  # for it is as poisonous as before
    page.clock.run_for(ASKED_EVERY_MS)
    expect(letters(page)).to_have_count(2)
    expect(page.locator("#dead .number")).to_have_text("2")
    letters(page).filter(has_text="d-1").get_by_role("button").click()
    expect(page.locator("#letter-failures li")).to_have_count(2)


def until_failed_twice(console: Console, id: str) -> None:
    for _ in range(100):
        listed = console.portico.client.get("/api/v1/dead-letters").get_json()["items"]
        if [len(one["failures"]) for one in listed if one["event_id"] == id] == [2]:
            return
        sleep(LOOK_SECONDS)
    pytest.fail(f"{id} did not fail twice")


def test_what_stands_behind_another_is_blocked_and_a_cancelled_redrive_does_nothing(
    opens: Opens,
) -> None:
    console = opens(poisoned(document("d-3"))).open("/events")
    page = console.page

    page.get_by_label("Reason").fill("lane_parked")
    page.get_by_label("Reason").press("Enter")
    expect(letters(page)).to_have_count(1)
    page.get_by_role("button", name="Dry run").click()
    expect(page.locator("#redriven")).to_contain_text("0 would be tried again. 1 stays")
    expect(page.locator("#redrive")).to_be_hidden()

    page.get_by_label("Reason").fill("bad_document")
    page.get_by_label("Reason").press("Enter")
    expect(page.locator("#redriven")).to_be_empty()
    expect(letters(page)).to_have_count(2)
    page.get_by_role("button", name="Dry run").click()
    page.get_by_role("button", name="Redrive 2").click()
    page.keyboard.press("Escape")
    assert not [one for one in console.requests if "redrives" in one][2:]
    expect(page.get_by_role("button", name="Redrive 2")).to_be_focused()
    page.get_by_label("Reason").fill("nothing so")
    page.get_by_label("Reason").press("Enter")
    expect(page.locator("#no-letters")).to_have_text("No dead letter fits this filter.")


def test_a_letter_is_opened_and_redriven_by_keyboard_alone(opens: Opens) -> None:
    console = opens(poisoned()).open("/events")
    page = console.page
    row = letters(page).filter(has_text="d-1")
    row.get_by_role("button").focus()
    page.keyboard.press("Enter")

    dialog = page.locator("#letter")
    expect(dialog).to_contain_text("a document needs a title and a text")
    expect(page.locator("#letter-data")).to_contain_text('"title": "Lamp"')
    page.get_by_role("button", name="Redrive it").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Go on").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#letter-outcome")).to_contain_text("1 event is being tried again")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_one_that_waits_behind_another_says_so_when_it_is_redriven(opens: Opens) -> None:
    page = opens(poisoned()).open("/events").page

    letters(page).filter(has_text="d-2").get_by_role("button").click()
    expect(page.locator("#letter-parked")).to_be_visible()
    page.get_by_role("button", name="Redrive it").click()
    expect(page.locator("#letter-outcome")).to_contain_text("behind a dead one")
    page.get_by_role("button", name="Where it is").click()
    expect(page.locator("#found-state")).to_have_text("dead")


def test_letters_come_page_by_page(opens: Opens) -> None:
    many = [document(f"d-{number}") for number in range(30)]
    page = opens(told(Portico.start(threads=True), *many)).open("/events").page
    expect(letters(page)).to_have_count(25)

    page.get_by_role("button", name="Show more").click()
    expect(letters(page)).to_have_count(30)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_who_may_only_look_is_told_so_and_whoever_administers_may_do_all(opens: Opens) -> None:
    ada = founder_with_a_viewer()
    ada.call("POST", "/events", document("d-1"))
    ada.portico.work()
    console = opens(ada.portico)
    sign_in(console, BEN, "/events")
    page = console.page

    expect(letters(page)).to_have_count(1)
    expect(page.locator("#erasing")).to_be_hidden()
    page.get_by_role("button", name="Dry run").click()
    expect(page.get_by_role("alert")).to_contain_text("takes the right to manage; you may view")
    expect(page.get_by_role("alert")).to_contain_text("Ask somebody who manages")
    assert '-H "Authorization: Bearer $TOKEN"' in (page.locator("#teach-line").text_content() or "")

    adas = opens(ada.portico, **OWN_TAB)
    sign_in(adas, ADA, "/events")
    expect(adas.page.locator("#erasing")).to_be_visible()
    adas.page.get_by_role("button", name="Dry run").click()
    expect(adas.page.get_by_role("button", name="Redrive 1")).to_be_visible()
