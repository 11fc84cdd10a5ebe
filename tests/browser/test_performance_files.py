"""Performance files in the browser: sent, followed, looked into, and mended row by row."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from browser.campaigns import FILES, GOOD, choose, held, kept, send, worse
from browser.conftest import Opens
from browser.console import Console
from browser.events import HIDE, OWN_TAB
from browser.signing import who_may_only_look
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.performance import csv

SLOW = {
    "offline": False,
    "latency": 0,
    "downloadThroughput": -1,
    "uploadThroughput": 6_000,
}
LONG_MS = 10_000

pytestmark = pytest.mark.browser


def test_a_file_is_sent_and_every_row_of_it_accounted_for(opens: Opens) -> None:
    page = opens().open("/campaigns").page
    expect(page.locator("#no-files")).to_be_visible()

    send(page, worse())
    expect(page.locator("#file-state")).to_have_text("published")
    assert page.locator("#ledger dd").all_inner_texts() == ["6", "2", "4"]
    reasons = page.locator("#reasons .code-word").all_inner_texts()
    assert sorted(reasons) == ["id_unprintable", "negative", "undecodable", "zero_views"]
    expect(kept(page)).to_have_count(4)
    expect(page.locator("#announcer")).to_contain_text("june.csv is published: 6 rows read")
    expect(page.locator("#files tbody tr")).to_have_count(1)
    assert "?file=" in page.url


def test_the_upload_tells_how_far_it_is_and_can_be_stopped(opens: Opens) -> None:
    """The line is so slow that all of it would take a minute: stopping comes first.

    So little of it that the server holds it in memory, where nothing is left open.
    """
    console = opens(**OWN_TAB).open("/campaigns")
    page = console.page
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)

    send(page, csv(*["100,ann,30,12,6,480"] * 18_000))
    expect(page.locator("#sending-says")).to_have_text(re.compile("Uploading, [1-9][0-9]? %"))
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("alert")).to_have_text("Stopped: nothing of it was kept.")
    expect(page.locator("#sending")).to_be_hidden()
    assert console.portico.client.get(FILES).get_json()["items"] == []

    line.send("Network.emulateNetworkConditions", {**SLOW, "uploadThroughput": -1})
    send(page, csv(*GOOD))
    expect(page.locator("#file-state")).to_have_text("published")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_progress_is_asked_for_until_a_file_is_settled_and_not_while_hidden(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    file = portico.client.get(f"{FILES}/{held(portico, csv(*GOOD))}").get_json()
    told = [{**file, "state": "loading", "progress": 0.5, "read": 1, "loaded": 1}]
    console = opens(portico, **OWN_TAB)
    page = console.page
    page.clock.install()
    page.route(f"**{FILES}/{file['id']}", lambda route: route.fulfill(json=told[-1]))

    console.open(f"/campaigns?file={file['id']}")
    expect(page.locator("#file-going-says")).to_have_text("Loading, 50 %")
    expect(page.get_by_role("progressbar", name="Loaded")).to_have_attribute("value", "50")
    expect(page.locator("#files .state")).to_have_text("loading, 50 %")
    page.evaluate(HIDE, True)
    before = len(console.requests)
    page.clock.run_for(LONG_MS)
    assert console.requests[before:] == []

    told.append(file)
    page.evaluate(HIDE, False)
    expect(page.locator("#file-state")).to_have_text("published")
    expect(page.locator("#file-going")).to_be_hidden()
    before = len(console.requests)
    page.clock.run_for(LONG_MS)
    assert console.requests[before:] == []


def test_files_come_page_by_page(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    for number in range(22):
        held(portico, csv(*GOOD, f"1,a{number},1,1,1,9"), f"{number}.csv")
    page = opens(portico).open("/campaigns").page
    rows = page.locator("#files tbody tr")
    expect(rows).to_have_count(20)
    page.locator("#more-files").click()
    expect(rows).to_have_count(22)
    assert page.locator("#files .name").first.inner_text() == "21.csv"
    expect(page.locator("#more-files")).to_be_hidden()


def test_what_is_refused_at_once_says_what_to_declare_and_then_it_goes(opens: Opens) -> None:
    page = opens().open("/campaigns").page
    send(page, csv(*GOOD).decode().encode("utf-16-le"))
    expect(page.get_by_role("alert")).to_contain_text("encoding")
    page.get_by_text("How it is read").click()
    page.get_by_label("Encoding").select_option("utf-16-le")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#file-state")).to_have_text("published")
    expect(page.locator("#file-facts")).to_contain_text("utf-16-le, cells between commas")


def test_the_same_bytes_again_lead_to_the_file_that_is_there(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    held(portico, csv(*GOOD), "first.csv")
    page = opens(portico).open("/campaigns").page
    send(page, csv(*GOOD), "second.csv")
    expect(page.locator("#sent-says")).to_contain_text("here already, as first.csv")
    expect(page.locator("#file-name")).to_have_text("first.csv")
    expect(page.locator("#files tbody tr")).to_have_count(1)


def test_a_file_is_taken_back_once_that_is_confirmed(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    file_id = held(portico, worse(), max_errors="90%")
    console = opens(portico).open(f"/campaigns?file={file_id}")
    page, path = console.page, f"{FILES}/{file_id}"
    page.get_by_role("button", name="Take it back").click()
    dialog = page.get_by_role("dialog", name="Take “june.csv” back?")
    expect(dialog).to_contain_text("2 rows will leave every ranking")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    assert portico.client.get(path).get_json()["state"] == "published"

    page.get_by_role("button", name="Take it back").click()
    dialog.get_by_role("button", name="Take it back").click()
    expect(page.locator("#file-state")).to_have_text("withdrawn")
    expect(page.locator("#file-withdrawn")).to_contain_text("none of its rows counts")
    expect(page.get_by_role("button", name="Take it back")).to_be_hidden()
    expect(page.locator("#files .state")).to_have_text("withdrawn")
    assert page.locator("#ledger dd").all_inner_texts() == ["6", "2", "4"]
    assert portico.client.get("/api/v1/top-performers").get_json()["items"] == []
    send(page, worse())
    expect(page.locator("#file-state")).to_have_text("published")
    expect(page.locator("#files tbody tr")).to_have_count(2)


def test_a_file_above_the_limit_is_not_sent(opens: Opens) -> None:
    portico = Portico.start(threads=True, settings=replace(MEMORY, performance_bytes=50))
    console = opens(portico).open("/campaigns")
    send(console.page, csv(*GOOD))
    expect(console.page.get_by_role("alert")).to_contain_text("MB are taken in")
    assert not [one for one in console.requests if one.endswith(FILES)]


def test_who_may_only_look_is_told_so(opens: Opens) -> None:
    page = who_may_only_look(opens, "/campaigns")
    send(page, csv(*GOOD))
    expect(page.get_by_role("alert")).to_contain_text("takes the right to edit")


def test_the_console_leads_to_the_pages_of_campaigns(console: Console) -> None:
    console.page.get_by_role("link", name="Campaigns").click()
    expect(console.page.get_by_role("heading", name="Campaigns")).to_be_visible()
    console.settled()


def test_choosing_nothing_sends_nothing(opens: Opens) -> None:
    console = opens().open("/campaigns")
    console.page.get_by_role("button", name="Send", exact=True).click()
    choose(console.page, csv(*GOOD))
    assert not [one for one in console.requests if one.endswith(FILES)]
