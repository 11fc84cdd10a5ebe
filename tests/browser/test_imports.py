"""The page of imports: tried dry, decided, applied, looked through, and undone."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser.conftest import Opens
from browser.console import Console
from browser.events import OWN_TAB
from browser.fitting import fits
from browser.insights import LONG, PHONE, hand_in, numbers, stocked, took
from browser.signing import who_may_only_look
from entrypoints.testing.harness import MEMORY
from support.tables import CUSTOMERS, HEADER, INTERACTIONS, interactions, row
from support.workbooks import sheet

pytestmark = pytest.mark.browser
LOOK_MS, MOST_LOOKS = 20, 3_000
AMBIGUOUS = interactions(row("02/10/2020 10:00"), row("11/11/2020 10:00"))


def rows(page: Page, ledger: str) -> Locator:
    return page.locator(f"#{ledger} tbody tr")


def held(console: Console) -> int:
    counted: int = console.portico.client.get("/api/v1/stats/interactions").get_json()["rows"]
    return counted


def test_a_file_is_tried_dry_decided_applied_and_undone(opens: Opens) -> None:
    console = opens(stocked()).open("/insights")
    page = console.page
    shown = hand_in(page, "calls.csv", INTERACTIONS)
    expect(shown).to_be_focused()
    expect(page.locator("#import-state")).to_have_text("planned")
    assert numbers(page) == ["6", "6", "0", "7"]
    expect(page.locator("#import-orphans")).to_contain_text("1 customer in no table (99)")
    assert held(console) == 0
    page.get_by_role("heading", name="Changed cells").click()
    expect(rows(page, "changes")).to_have_count(7)

    page.get_by_role("button", name="Apply").click()
    refusal = page.locator("#decide-problem")
    expect(refusal).to_have_text("Nothing was applied. Decide first: Which customer is '12in'?")
    choice = page.get_by_label("Which customer is '12in'?")
    expect(choice).to_be_focused()
    assert held(console) == 0

    choice.select_option(label="12 (proposed)")
    expect(page.locator("#decide-says")).to_have_text("Nothing is open.")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#import-state")).to_have_text("applied")
    expect(refusal).to_be_hidden()
    expect(page.locator("#former li").first).to_contain_text("applied")
    expect(rows(page, "changes").first).to_contain_text("2019-10-04T09:00:00Z")
    expect(rows(page, "changes")).to_have_count(7)
    assert held(console) == 6

    page.get_by_role("button", name="Undo this import").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#import-state")).to_have_text("reversed")
    expect(page.get_by_role("button", name="Undo this import")).to_be_hidden()
    assert held(console) == 0


def test_evidence_is_shown_and_overridden(opens: Opens) -> None:
    page = opens(stocked()).open("/insights").page
    hand_in(page, "calls.csv", INTERACTIONS)
    order = page.locator(".decision").filter(has_text="Which comes first in dates")
    expect(order).to_contain_text("99.99 % sure")
    proofs = order.get_by_role("row").filter(has_text="in no other way")
    expect(proofs).to_contain_text("20")

    page.get_by_label("Which comes first in dates").select_option(label="the month")
    page.get_by_label("Which customer is '12in'?").select_option(label="refuse those rows")
    page.get_by_label("The channel Bird").fill("Post")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#import-state")).to_have_text("applied")
    assert numbers(page)[:3] == ["6", "3", "3"]
    expect(rows(page, "refusals")).to_have_count(3)
    expect(rows(page, "refusals").first).to_contain_text("impossible date")
    expect(order).to_contain_text("decided by a person")


def test_columns_of_other_names_are_told(opens: Opens) -> None:
    page = opens(stocked()).open("/insights").page
    content = b"When,How,Who\n17/02/2020 10:00,Email,1\n"
    hand_in(page, "calls.csv", content)
    expect(page.locator("#hand-in-problem")).to_be_visible()
    field = page.get_by_label("Started at")
    expect(field).to_be_hidden()

    page.get_by_label("What it holds").select_option(label="interactions")
    field.fill("When")
    page.get_by_label("Channel", exact=True).fill(" How ")
    page.get_by_label("Customers", exact=True).fill("Who")
    expect(page.get_by_label("Occupation")).to_be_hidden()
    fits(page)
    hand_in(page, "calls.csv", content)
    expect(page.locator("#import-tables")).to_contain_text("1 row of interactions")
    assert numbers(page)[:2] == ["1", "1"]
    expect(field).to_be_hidden()
    expect(page.get_by_label("What it holds")).to_have_value("")


def test_a_workbook_is_read_and_its_sheet_named(opens: Opens) -> None:
    page = opens(stocked()).open("/insights").page
    cells = ["Email", "1", "Knots", "Neutral"]
    hand_in(page, "calls.xlsx", sheet([HEADER.split(","), [43752.375, *cells], ["never", *cells]]))
    expect(page.locator("#import-tables")).to_contain_text("2 rows of interactions on the sheet")
    expect(rows(page, "refusals")).to_have_count(1)
    expect(rows(page, "refusals").locator(".place")).to_contain_text(", row 3")


def until_held(page: Page, waiting: list[Route]) -> None:
    for _ in range(MOST_LOOKS):
        if waiting:
            return
        page.wait_for_timeout(LOOK_MS)
    pytest.fail("nothing was sent")


def test_a_file_on_its_way_is_told_and_not_sent_twice(opens: Opens) -> None:
    console = opens(stocked(), **OWN_TAB).open("/insights")
    page, waiting = console.page, list[Route]()

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/api/v1/imports", hold)  # what asks for a list has a query behind it
    hand_in(page, "calls.csv", INTERACTIONS)
    until_held(page, waiting)
    expect(page.locator("#sent")).to_be_visible()
    expect(page.locator("#sent-says")).to_have_text(re.compile(r"Uploading, \d+ %|Reading it"))
    expect(page.get_by_role("button", name="Dry run")).to_be_disabled()

    waiting.pop().continue_()
    expect(page.locator("#import-name")).to_have_text("calls.csv")
    expect(page.locator("#sending")).to_be_hidden()
    expect(page.get_by_role("button", name="Dry run")).to_be_enabled()


LARGE = replace(MEMORY, import_at_once_bytes=len(CUSTOMERS))


def test_a_large_file_is_followed_until_a_worker_is_done(opens: Opens) -> None:
    portico = stocked(LARGE)
    planned = took(portico, AMBIGUOUS * 2, "calls.csv", large=True)
    told = [{**planned, "state": "received", "tables": [], "open": [], "read": 0}]
    console = opens(portico)
    page = console.page
    page.route(f"**/imports/{planned['id']}", lambda route: route.fulfill(json=told[-1]))
    console.open(f"/insights?import={planned['id']}")
    expect(page.locator("#import-state")).to_have_text("received")
    expect(page.locator("#import-progress")).to_be_hidden()
    told.append({**told[0], "progress": {"step": "reading", "done": 1_500, "rows": None}})
    expect(page.locator("#import-progress")).to_contain_text("Reading it: 1,500 rows")
    told.append({**told[0], "progress": {"step": "planning", "done": 1_500, "rows": 6_000}})
    expect(page.locator("#import-progress")).to_contain_text("1,500 of 6,000 rows")
    assert page.locator("#import-progress progress").get_attribute("value") == "25"
    expect(page.locator("#deciding")).to_be_hidden()
    expect(page.locator("details.ledger").first).to_be_hidden()

    told.append(planned)
    expect(page.locator("#import-state")).to_have_text("planned")
    expect(page.locator("#import-progress")).to_be_hidden()
    expect(page.locator("#announcer")).to_contain_text("calls.csv is planned.")
    page.get_by_label("Which comes first in dates").select_option(label="the day")
    told.append({**planned, "state": "applying"})
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#import-says")).to_contain_text("It is being taken in")
    expect(page.locator("#applying")).to_be_hidden()
    page.unroute(f"**/imports/{planned['id']}")
    expect(page.locator("#import-state")).to_have_text("applied")
    assert numbers(page)[:3] == ["4", "3", "1"]


def test_a_large_file_is_followed_though_a_look_at_it_fails(opens: Opens) -> None:
    portico = stocked(LARGE)
    planned = took(portico, AMBIGUOUS * 2, "calls.csv", large=True)
    told = [{**planned, "state": "received", "tables": [], "open": [], "read": 0}]
    busy = [503, 503]
    console = opens(portico)
    page = console.page
    page.route(f"**/imports/{planned['id']}", lambda route: route.fulfill(json=told[-1]))
    console.open(f"/insights?import={planned['id']}")
    expect(page.locator("#import-state")).to_have_text("received")

    page.route(
        "**/decisions",
        lambda route: route.fulfill(status=busy.pop(), json={}) if busy else route.continue_(),
    )
    told.append(planned)
    expect(page.locator("#import-state")).to_have_text("planned")
    assert not busy


def test_a_large_file_that_is_no_table_says_why(opens: Opens) -> None:
    page = opens(stocked(LARGE)).open("/insights").page
    hand_in(page, "letter.csv", "Dear harbour,\n" + "the lamp burns.\n" * 100)
    expect(page.locator("#import-state")).to_have_text("failed")
    expect(page.locator("#import-says")).to_contain_text("column")
    expect(page.locator("#deciding")).to_be_hidden()


def test_what_would_be_of_another_product_is_named(opens: Opens) -> None:
    page = opens(stocked()).open("/insights").page
    hand_in(page, "calls.csv", AMBIGUOUS)
    expect(page.locator(".otherwise").first).to_contain_text("1 of another product")
    moved = page.locator(".decision").first.locator(".moved")
    moved.locator("summary").click()
    expect(moved.locator("li")).to_contain_text("Row 2: 02/10/2020 10:00")
    answers = page.locator(".decision").first.locator(".answers")
    answers.locator("summary").click()
    expect(answers.locator("li").first).to_contain_text("Product matrix, Red ×")
    expect(answers.locator("li").last).to_have_text(
        "Product matrix, Red × Salt: 0 as read, 1 otherwise"
    )


def test_the_same_bytes_again_are_the_import_that_brought_them(opens: Opens) -> None:
    portico = stocked()
    page = opens(portico).open("/insights").page
    hand_in(page, "again.csv", CUSTOMERS)
    expect(page.locator("#sent-says")).to_contain_text("applied already")
    expect(page.locator("#import-name")).to_have_text("customers.csv")
    expect(page.locator("#import-state")).to_have_text("applied")
    expect(page.locator("#former li")).to_have_count(2)


def test_an_import_on_which_another_rests_says_so_when_it_is_undone(opens: Opens) -> None:
    portico = stocked()
    first = took(portico, interactions(row("17/02/2020 10:00")), "first.csv")
    took(portico, interactions(row("17/02/2020 10:00"), row("18/02/2020 10:00")), "second.csv")
    page = opens(portico).open(f"/insights?import={first['id']}").page
    expect(page.locator("#import-name")).to_have_text("first.csv")
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#decide-problem")).to_contain_text("reverse that one first")
    expect(page.locator("#import-state")).to_have_text("applied")


def test_a_file_that_is_no_table_and_an_import_that_is_not_there_are_told(opens: Opens) -> None:
    console = opens(stocked()).open("/insights?import=0199b3c0-0000-7000-8000-000000000000")
    page = console.page
    expect(page.locator("#import-problem")).to_contain_text("There is no such import.")
    expect(page).to_have_url(f"{console.url}/insights")

    hand_in(page, "letter.csv", "Dear harbour,\nthe lamp burns.\n")
    expect(page.locator("#hand-in-problem")).to_be_visible()
    expect(page.get_by_role("button", name="Dry run")).to_be_enabled()
    expect(page.locator("#import")).to_be_hidden()


def test_ledgers_and_imports_come_page_by_page(opens: Opens) -> None:
    portico = stocked()
    many = [row(f"{day:02}/{month:02}/2020 10:00") for day in range(13, 28) for month in (2, 3)]
    bad = [row(f"31/02/{year}") for year in range(2000, 2030)]
    first = took(portico, interactions(*many, *bad), "many.csv")
    for year in range(2000, 2026):
        took(portico, interactions(row(f"17/02/{year} 11:00")), f"{year}.csv")
    page = opens(portico).open(f"/insights?import={first['id']}").page
    expect(page.locator("#former li")).to_have_count(25)
    page.locator("#more-former").click()
    expect(page.locator("#former li")).to_have_count(29)

    expect(rows(page, "refusals")).to_have_count(25)
    page.locator("#more-refusals").click()
    expect(rows(page, "refusals")).to_have_count(30)
    expect(page.locator("#more-refusals")).to_be_hidden()
    page.get_by_role("heading", name="Changed cells").click()
    page.locator("#more-changes").click()
    expect(rows(page, "changes")).to_have_count(30)


def test_who_may_only_look_is_told_so(opens: Opens) -> None:
    page = who_may_only_look(opens, "/insights")
    hand_in(page, "calls.csv", INTERACTIONS)
    expect(page.get_by_role("alert")).to_contain_text("takes the right to edit")


def test_a_file_is_handed_in_and_applied_by_keyboard_alone(opens: Opens) -> None:
    page = opens(stocked()).open("/insights").page
    chosen: Any = {"name": "calls.csv", "mimeType": "", "buffer": AMBIGUOUS}
    page.get_by_label("File", exact=True).set_input_files([chosen])
    page.get_by_role("button", name="Dry run").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#import")).to_be_focused()
    page.get_by_label("Which comes first in dates").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#import-state")).to_have_text("applied")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_the_page_of_imports_fits(
    opens: Opens, scheme: str, device: dict[str, Any], tmp_path: Path
) -> None:
    portico = stocked()
    wide = interactions(row("17/02/2020 10:00", channel=LONG), row(LONG), row("31/02/2020", LONG))
    planned = took(portico, wide, f"{LONG}.csv", dry_run="true")
    page = (
        opens(portico, color_scheme=scheme, **device).open(f"/insights?import={planned['id']}").page
    )
    expect(page.locator("#decisions li").first).to_be_visible()
    fits(page)
    page.screenshot(path=tmp_path / "planned.png", full_page=True)
    portico.client.post(f"/api/v1/imports/{planned['id']}/application", json={})
    page.reload()
    expect(rows(page, "refusals")).to_have_count(2)
    page.get_by_role("heading", name="Changed cells").click()
    fits(page)
    page.screenshot(path=tmp_path / "applied.png", full_page=True)


def test_the_console_leads_to_insights(console: Console) -> None:
    console.page.get_by_role("link", name="Insights").click()
    expect(console.page.get_by_role("heading", name="Insights", exact=True)).to_be_visible()
    console.settled()
