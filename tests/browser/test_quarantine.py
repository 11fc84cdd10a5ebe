"""Rows in quarantine in the browser: shown safely, mended, and chosen by their reason."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.campaigns import CUT, EVIL, GOOD, PHONE, ZERO, held, kept, worse
from browser.conftest import Opens
from browser.fitting import fits
from entrypoints.testing import Portico
from support.performance import HEADER, csv

pytestmark = pytest.mark.browser


def test_what_a_stranger_wrote_is_text_and_nothing_of_it_is_unseen(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    console = opens(portico)
    page = console.open(f"/campaigns?file={held(portico, worse(), max_errors='4')}").page

    expect(kept(page)).to_have_count(4)
    texts = kept(page).locator("bdi").all_inner_texts()
    shown = [ZERO, EVIL, "102,gpj⟨U+202E⟩exe.,1,1,1,9", r"102,\xff\xfe,1,1,1,1"]
    assert texts == shown
    assert page.locator("#file img").count() == 0

    place = worse().index(CUT)
    kept(page).filter(has_text="undecodable").get_by_role("button").click()
    expect(page.locator("#row-no-text")).to_be_visible()
    page.get_by_text("Its bytes", exact=True).click()
    expect(page.locator("#row-bytes")).to_contain_text(f"{place}  31 30 32 2c ff fe 2c 31")
    assert page.locator("#row").get_by_role("textbox", name="Likes").input_value() == ""


def test_a_row_is_refused_and_then_mended(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    console = opens(portico)
    page = console.open(f"/campaigns?file={held(portico, csv(*GOOD, ZERO), max_errors='1')}").page
    kept(page).get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Influencer")).to_have_value("cleo")
    expect(dialog.get_by_label("Date")).to_be_hidden()

    dialog.get_by_role("button", name="Publish it").click()
    expect(dialog.get_by_role("alert")).to_contain_text("still wrong: zero_views (views)")
    dialog.get_by_label("Views").fill("90")
    dialog.get_by_role("button", name="Publish it").click()
    expect(page.locator("#row-outcome")).to_have_text("Row 3 is published.")
    expect(page.locator("#attempts .badge")).to_have_text(["refused", "published"])
    expect(page.locator("#mend")).to_be_hidden()
    page.keyboard.press("Escape")

    expect(page.locator("#ledger dd")).to_have_text(["3", "3", "0"])
    expect(page.locator("#reasons-part")).to_be_hidden()
    expect(kept(page).locator(".mended")).to_be_visible()
    assert "cleo" in portico.client.get("/api/v1/top-performers").get_data(as_text=True)


def test_a_row_tells_its_day_where_the_file_does(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    bad = ("100,ann,1,1,1,30,01/03/2026", "100,ann,1,1,1,40,2026-03-01")
    content = csv(*bad, header=f"{HEADER},date")
    page = opens(portico).open(f"/campaigns?file={held(portico, content, max_errors='1')}").page
    kept(page).get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    expect(page.locator("#row-says")).to_contain_text("written as 2019-10-04")
    expect(dialog.get_by_label("Date")).to_have_value("01/03/2026")
    dialog.get_by_label("Date").fill("2026-03-02")
    dialog.get_by_role("button", name="Publish it").click()
    expect(page.locator("#row-outcome")).to_have_text("Row 1 is published.")
    shown = portico.client.get("/api/v1/top-performers").get_json()["items"]
    assert [one["day"] for one in shown] == ["2026-03-02", "2026-03-01"]


def test_rows_of_one_reason_come_page_by_page(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    content = csv(*GOOD, EVIL, *[f"100,a{number},1,1,1,0" for number in range(30)])
    page = opens(portico).open(f"/campaigns?file={held(portico, content, max_errors='99%')}").page
    expect(kept(page)).to_have_count(25)

    page.get_by_role("button", name="Show rows with zero_views").click()
    expect(kept(page).filter(has_text="negative")).to_have_count(0)
    expect(kept(page)).to_have_count(25)
    page.locator("#more-kept").click()
    expect(kept(page)).to_have_count(30)
    expect(page.locator("#more-kept")).to_be_hidden()
    page.locator("#quarantine-reason").select_option("negative")
    expect(kept(page)).to_have_count(1)


def test_a_failed_file_says_why_and_its_rows_cannot_be_mended(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    page = opens(portico).open(f"/campaigns?file={held(portico, csv(*GOOD, ZERO))}").page
    expect(page.locator("#file-failure")).to_contain_text("max_errors is 1%")
    kept(page).get_by_role("button").click()
    expect(page.locator("#mending-says")).to_contain_text("in a file that is published")
    expect(page.locator("#mend")).to_be_hidden()


def test_a_row_is_opened_by_keyboard_alone(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    page = (
        opens(portico)
        .open(f"/campaigns?file={held(portico, csv(*GOOD, ZERO), max_errors='1')}")
        .page
    )
    button = kept(page).get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_the_page_of_files_fits(
    opens: Opens, scheme: str, device: dict[str, Any], tmp_path: Path
) -> None:
    portico = Portico.start(threads=True)
    long = "Donaudampfschifffahrtsgesellschaft" * 4
    file = held(portico, worse() + csv(f"1,{long},1,1,1,0"), f"{long}.csv", max_errors="99%")
    page = opens(portico, color_scheme=scheme, **device).open(f"/campaigns?file={file}").page
    kept(page).filter(has_text=long).get_by_role("button").wait_for()
    fits(page)
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    kept(page).filter(has_text=long).get_by_role("button").click()
    page.get_by_text("Its bytes", exact=True).click()
    fits(page)
    page.screenshot(path=tmp_path / "row.png")
