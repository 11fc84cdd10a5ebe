"""A customer's page: numbers, sentences with the rows they rest on, and a text to them."""

from json import dumps
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Opens
from browser.fitting import fits
from browser.insights import LONG, PHONE, stocked, took
from entrypoints.testing import Portico, ScriptedTextWriter
from support.tables import AS_MEANT, CUSTOMERS, INTERACTIONS, interactions, row

pytestmark = pytest.mark.browser
PAGE = "/insights/customers"


def talked_to(portico: Portico | None = None) -> Portico:
    held = portico or stocked()
    took(held, INTERACTIONS, "calls.csv", decisions=dumps(AS_MEANT))
    return held


def numbers(page: Page) -> list[str]:
    return page.locator("#record .number").all_inner_texts()


def sentence(page: Page, text: str, within: str = "#record-sentences") -> Locator:
    return page.locator(f"{within} > li").filter(has_text=text)


def test_a_customer_is_typed_and_each_sentence_opens_the_rows_behind_it(opens: Opens) -> None:
    console = opens(talked_to()).open(PAGE)
    page = console.page
    page.get_by_label("Number of the customer").fill("1")
    page.get_by_role("button", name="Show").click()

    expect(page.locator("#record")).to_be_focused()
    expect(page.locator("#record-name")).to_have_text("Customer 1 · Pilot")
    assert numbers(page) == ["2", "Chatbot", "Feb 17, 2020", "1"]
    expect(page.locator("#record-model")).to_contain_text("Worded by extractive, from snapshot 3")
    expect(page).to_have_url(f"{console.url}{PAGE}?customer=1")

    said = sentence(page, "There are 2 interactions")
    said.locator("summary").click()
    expect(said.locator(".facts li")).to_have_text(
        [
            "Feb 17, 2020, 6:24 PM UTC Chatbot · Knots · Neutral · Salt row 5 of calls.csv",
            "Oct 4, 2019, 9:00 AM UTC Email · Knots · Negative · Salt row 2 of calls.csv",
        ]
    )
    said.get_by_role("link", name="row 5 of calls.csv").click()
    console.settled()
    expect(page.locator("#import-name")).to_have_text("calls.csv")


def test_a_customer_is_chosen_from_those_on_file(opens: Opens) -> None:
    portico = stocked()
    many = "\n".join(f"{number},Diver,Red" for number in range(20, 50))
    took(portico, f"Customer_Id,Occupation,Type\n{many}\n")
    page = opens(portico).open(PAGE).page
    page.get_by_text("Choose from those on file").click()
    listed = page.locator("#customers li")
    expect(listed).to_have_count(25)
    page.get_by_role("button", name="Show more").click()
    expect(listed).to_have_count(34)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()

    page.get_by_role("link", name="2 · Baker", exact=True).click()
    expect(page.locator("#record-name")).to_have_text("Customer 2 · Baker")
    expect(page.get_by_label("Number of the customer")).to_have_value("2")


def test_whoever_has_no_interaction_has_honest_zeros_and_no_letter(opens: Opens) -> None:
    page = opens(talked_to()).open(f"{PAGE}?customer=3").page
    assert numbers(page) == ["0", "none", "never", "0"]
    expect(sentence(page, "no interactions on record")).to_contain_text("rests on no interaction")
    page.get_by_role("button", name="Write").click()
    expect(page.locator("#written-note")).to_contain_text("Nothing is on record")
    expect(page.locator("#written-text")).to_be_empty()


def test_somebody_in_no_file_is_said_to_be_and_nobody_is_not_found(opens: Opens) -> None:
    console = opens(talked_to()).open(f"{PAGE}?customer=99")
    page = console.page
    expect(page.locator("#record-facts")).to_have_text("in no file")
    expect(page.locator("#record-coverage")).to_contain_text("No file names this customer")

    page.get_by_label("Number of the customer").fill("77")
    page.get_by_label("Number of the customer").press("Enter")
    alert = page.locator("#choose-problem")
    expect(alert).to_contain_text("There is no such customer.")
    expect(page.locator("#record")).to_be_hidden()
    expect(page.locator("#writing")).to_be_hidden()
    expect(page).to_have_url(f"{console.url}{PAGE}")


def test_a_text_is_written_and_says_what_it_rests_on(opens: Opens) -> None:
    page = opens(talked_to()).open(f"{PAGE}?customer=1").page
    page.get_by_label("Tone").select_option("formal")
    page.get_by_label("About").fill("knots")
    page.get_by_role("button", name="Write").click()

    expect(page.locator("#written")).to_be_focused()
    expect(page.locator("#written-text")).to_contain_text("Dear Pilot,\n")
    expect(page.locator("#written-facts")).to_contain_text("tone formal")
    expect(page.locator("#written-model")).to_contain_text("hidden from the model: 1 name")
    page.get_by_role("heading", name="What each sentence rests on").click()
    greeting = sentence(page, "Dear Pilot,", "#written-sentences")
    expect(greeting).to_contain_text("It rests on no interaction.")
    last = sentence(page, "Your last interaction", "#written-sentences")
    last.locator("summary").click()
    expect(last.locator(".facts li")).to_contain_text(["row 5 of calls.csv"])


def test_newer_data_is_shown_above_when_a_text_tells_of_it(opens: Opens) -> None:
    console = opens(talked_to()).open(f"{PAGE}?customer=3")
    page = console.page
    assert numbers(page)[0] == "0"
    took(console.portico, interactions(row("17/02/2020 19:00", "3")), "later.csv")

    page.get_by_role("button", name="Write").click()
    expect(page.locator("#record-total .number")).to_have_text("1")
    expect(page.locator("#written-text")).to_contain_text("17 February 2020")


def test_a_sentence_that_the_record_does_not_bear_out_says_whose_words_stand(opens: Opens) -> None:
    writer = ScriptedTextWriter(["There are 40 interactions on record."])
    portico = Portico.start(threads=True, text_writer=writer)
    took(portico, CUSTOMERS)
    page = opens(talked_to(portico)).open(f"{PAGE}?customer=1").page
    said = sentence(page, "There are 2 interactions on record.")
    expect(said.locator(".replaced")).to_contain_text("number “40”")
    expect(page.locator("#record-model")).to_contain_text("from snapshot 2")


def test_an_adverse_event_is_told_first(opens: Opens) -> None:
    portico = stocked()
    told = interactions("17/02/2020 10:00,Email,1,Side Effects Discussion,Negative")
    took(portico, told, "calls.csv")
    page = opens(portico).open(f"{PAGE}?customer=1").page
    expect(page.locator("#adverse")).to_contain_text("Somebody must look at this: 1 interaction")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_the_page_of_a_customer_fits(
    opens: Opens, scheme: str, device: dict[str, Any], tmp_path: Path
) -> None:
    portico = stocked()
    took(portico, f"Customer_Id,Occupation,Type\n1,{LONG},{LONG}\n")
    told = f"17/02/2020 10:00,{LONG},1,{LONG},{LONG}"
    took(portico, interactions(told, row("18/02/2020 10:00")), f"{LONG}.csv")
    console = opens(portico, color_scheme=scheme, **device).open(f"{PAGE}?customer=1")
    page = console.page
    page.get_by_text("Choose from those on file").click()
    page.get_by_role("button", name="Write").click()
    expect(page.locator("#written-text")).not_to_be_empty()
    said = sentence(page, "There are 2 interactions")
    said.locator("summary").click()
    expect(said.get_by_role("link", name=f"row 2 of {LONG}.csv")).to_be_visible()
    fits(page)
    page.screenshot(path=tmp_path / "customer.png", full_page=True)
