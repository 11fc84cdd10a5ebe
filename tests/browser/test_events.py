"""The page of events: what comes in, what waits, where one is, and whom it forgets."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Opens
from browser.console import Console
from browser.events import (
    ASKED_EVERY_MS,
    HIDE,
    OWN_TAB,
    document,
    event,
    letters,
    look_up,
    poisoned,
    told,
)
from browser.fitting import fits
from entrypoints.testing import Portico

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
pytestmark = pytest.mark.browser


def gauge(page: Page, name: str) -> Locator:
    return page.locator(f"#{name} .number")


def test_who_has_no_event_yet_is_told_how_to_tell_one(opens: Opens) -> None:
    console = opens().open("/events")
    page = console.page

    line = page.locator("#teach-line")
    expect(line).to_be_visible()
    expect(line).to_contain_text(f"{console.url}/api/v1/events")
    found = re.search(r"--json '(.*)'", line.inner_text())
    assert found
    answer = console.portico.client.post(
        "/api/v1/events", data=found[1], content_type="application/json"
    )
    assert answer.status_code == 202
    expect(page.locator("#no-letters")).to_have_text("Nothing is dead.")
    expect(page.locator("#rate-all")).to_have_text("1 in all")
    look_up(page, "e-1")
    expect(page.locator("#found-state")).to_have_text("processed")


def test_numbers_follow_what_happens_and_only_bad_news_is_said_aloud(opens: Opens) -> None:
    console = opens(told(Portico.start(threads=True), event("e-1"))).open("/events")
    page = console.page
    expect(gauge(page, "dead")).to_have_text("0")
    expect(page.locator("#teach")).not_to_have_attribute("open", "")

    told(console.portico, document("d-1"))
    expect(gauge(page, "dead")).to_have_text("1")
    knowledge = page.locator("#streams tr").filter(has_text="knowledge")
    expect(knowledge.locator(".dead")).to_have_text("1")
    expect(letters(page)).to_have_count(1)
    expect(page.locator("#rate-says")).to_contain_text("1 in the last")
    assert page.locator("#spark polyline").get_attribute("points")
    assert page.locator("#announcer").inner_text() == "1 event died."


def test_what_waits_is_told_with_its_age(opens: Opens) -> None:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    since = {"oldest_at": (now - timedelta(minutes=1, seconds=5)).isoformat()}
    long = {"oldest_at": (now - timedelta(hours=3)).isoformat()}
    tallies = {"consumer": "tallies", "lag": 1200, "retrying": 3, "dead": 0, "partitions": []}
    journal = {"received": 9000, "unpublished": 7, **since}
    streams = {"journal": journal, "quarantined": 2, "items": [{**tallies, **long}]}
    console = opens(**OWN_TAB)
    page = console.page
    page.clock.set_fixed_time(now)
    page.route("**/api/v1/streams", lambda route: route.fulfill(json=streams))
    console.open("/events")

    expect(page.locator("#unpublished")).to_contain_text("the oldest for 1 min 5 s")
    expect(gauge(page, "retrying")).to_have_text("3")
    expect(gauge(page, "quarantined")).to_have_text("2")
    row = page.locator("#streams tbody tr").inner_text().split()
    assert row == ["tallies", "1,200", "3", "h", "3", "0"]


def test_nothing_is_asked_while_the_page_is_hidden(opens: Opens) -> None:
    console = opens(**OWN_TAB)
    page = console.page
    page.clock.install()
    console.open("/events")

    page.clock.run_for(ASKED_EVERY_MS)
    expect(page.locator("#rate")).to_have_text("0")  # the second look is over
    page.evaluate(HIDE, True)
    before = len(console.requests)
    page.clock.run_for(10 * ASKED_EVERY_MS)
    assert console.requests[before:] == []

    with page.expect_response("**/api/v1/streams"):
        page.evaluate(HIDE, False)


def test_an_event_is_found_and_the_address_keeps_it(opens: Opens) -> None:
    portico = told(Portico.start(threads=True), event("e/1", key="order 7", sequence=1))
    console = opens(portico).open("/events")
    page = console.page

    look_up(page, "e/1")
    expect(page.locator("#found-state")).to_have_text("processed")
    steps = page.locator("#found-steps li").all_inner_texts()
    assert [one.split()[0] for one in steps] == ["received", "published", "processed", "processed"]
    names = page.locator("#found-consumers strong").all_inner_texts()
    assert names == ["tallies", "states"]

    page.reload()
    console.settled()
    expect(page.locator("#found-name")).to_have_text("shop / e/1")
    look_up(page, "e-2")
    expect(page.get_by_role("alert")).to_contain_text("no such event")
    expect(page.locator("#found")).to_be_hidden()
    assert page.url.endswith("/events")


def test_a_subject_is_erased_after_a_question(opens: Opens) -> None:
    portico = poisoned(event("e-1", subject="kim"))
    console = opens(portico).open("/events?source=shop&id=e-1")
    page = console.page
    expect(page.locator("#found-state")).to_have_text("processed")

    page.get_by_label("Subject", exact=True).fill("kim")
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_role("dialog")).to_contain_text("Nobody can undo this")
    page.get_by_role("button", name="Go on").click()
    journal = page.locator("#stores li").filter(has_text="journal")
    expect(journal).to_contain_text("1 kept, which nobody can read")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#found-state")).to_have_text("erased")


@pytest.mark.parametrize(
    ("status", "detail"), [(429, "too many requests"), (503, "the event log does not answer")]
)
def test_a_server_that_is_busy_is_told_and_asked_again(
    opens: Opens, status: int, detail: str
) -> None:
    console = opens(**OWN_TAB)
    page = console.page
    page.clock.install(time=0)
    page.clock.pause_at(1)  # it goes on when it is told to, however slow the machine
    body = f'{{"code": "busy", "title": "Busy", "detail": "{detail}"}}'
    busy: dict[str, Any] = {"status": status, "body": body, "headers": {"Retry-After": "7"}}
    page.route("**/api/v1/streams", lambda route: route.fulfill(**busy), times=1)
    console.open("/events")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(detail.capitalize())
    expect(alert).to_contain_text("Try again in 7 s.")

    asked = len(console.requests)
    page.clock.run_for(6_000)
    assert console.requests[asked:] == []
    page.clock.run_for(1_500)
    expect(alert).to_be_hidden()


def test_a_phone_shows_the_line_that_tells_a_first_event(opens: Opens) -> None:
    page = opens(**PHONE).open("/events").page

    expect(page.locator("#teach-line")).to_be_visible()
    fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_the_page_of_events_fits(
    opens: Opens, scheme: str, device: dict[str, Any], tmp_path: Path
) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
    portico = poisoned(document(long), event("e-1", subject="kim"))
    console = opens(portico, color_scheme=scheme, **device).open("/events?source=shop&id=d-1")
    page = console.page
    page.get_by_role("button", name="Dry run").click()
    expect(page.locator("#redrive")).to_be_visible()
    fits(page)
    page.screenshot(path=tmp_path / "page.png", full_page=True)

    letters(page).filter(has_text=long).get_by_role("button").click()
    expect(page.locator("#letter")).to_be_visible()
    fits(page)
    page.screenshot(path=tmp_path / "letter.png")


def test_the_console_leads_to_the_page_of_events(console: Console) -> None:
    console.page.get_by_role("link", name="Events").click()
    expect(console.page.get_by_role("heading", name="Events", exact=True)).to_be_visible()
    console.settled()
