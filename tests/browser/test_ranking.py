"""The ranking in the browser: filters, explanations, and a plot that says what the table says."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.campaigns import PHONE, published
from browser.conftest import Opens
from browser.fitting import fits
from support.published_rows import Row

ROWS = (
    Row(106, "anna", 50, 25, 25, 1_000),
    Row(106, "ben", 1, 0, 0, 10),
    Row(107, "ben", 300, 0, 0, 1_000),
    Row(107, "<b>cleo", 30, 0, 0, 20),
)
HALF_A_PIXEL = 0.5

pytestmark = pytest.mark.browser


def ranked(page: Page) -> Locator:
    return page.locator("#ranking tbody tr")


def of(page: Page, name: str) -> Locator:
    return ranked(page).filter(has=page.locator("th").get_by_text(name, exact=True))


def names(page: Page) -> list[str]:
    return ranked(page).locator(".name").all_inner_texts()


def number(mark: Locator, attribute: str) -> float:
    return float(mark.get_attribute(attribute) or "nan")


def axis(page: Page) -> list[tuple[float, float]]:
    """Return each tick of the plot: where it stands, and what it says."""
    ticks = page.locator("#plot .tick").all()[:-1]
    return [(number(one, "x"), float(one.text_content() or "nan")) for one in ticks]


def test_the_best_come_first_and_equals_share_a_rank(opens: Opens) -> None:
    page = opens(published(*ROWS, quarantined=2)).open("/campaigns/ranking").page

    expect(ranked(page)).to_have_count(4)
    assert names(page) == ["<b>cleo", "ben", "anna", "ben"]
    assert ranked(page).locator(".rank").all_inner_texts() == ["1", "2", "3", "3"]
    assert ranked(page).locator(".rate").all_inner_texts()[1] == "30.00 %"
    assert ranked(page).locator(".interval").all_inner_texts()[1] == "27.24 – 32.91 %"
    expect(page.locator("#coverage")).to_contain_text("2 rows of published files are in quarantine")
    assert page.locator("#ranking b").count() == 0


def test_each_explains_why_it_stands_there(opens: Opens) -> None:
    page = opens(published(*ROWS)).open("/campaigns/ranking").page
    anna = of(page, "anna")
    anna.get_by_text("Why here").click()
    why = anna.locator(".why")
    expect(why).to_contain_text("100 engagements over 1,000 views, exactly 1/10.")
    expect(why).to_contain_text("shares rank 3 with 1 other")
    expect(why).to_contain_text("rank 2 with 30.00 %")
    cleo = of(page, "<b>cleo").locator(".why")
    assert "there is no interval" in (cleo.text_content() or "")


def test_filters_choose_and_the_address_keeps_them(opens: Opens) -> None:
    console = opens(published(*ROWS)).open("/campaigns/ranking")
    page = console.page
    page.get_by_label("Rank").select_option("influencer")
    expect(ranked(page)).to_have_count(3)
    expect(of(page, "ben").locator(".where")).to_have_text("all campaigns · 2 posts")

    page.get_by_label("Campaign", exact=True).fill("106")
    page.get_by_label("Views at least").fill("11")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(ranked(page)).to_have_count(1)
    assert names(page) == ["anna"]

    page.reload()
    console.settled()
    assert names(page) == ["anna"]
    expect(page.get_by_label("Campaign", exact=True)).to_have_value("106")
    page.get_by_label("Campaign", exact=True).fill("9")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#nobody")).to_be_visible()
    expect(page.locator("#plot")).to_be_hidden()


def test_rates_are_shrunken_and_it_says_by_what(opens: Opens) -> None:
    console = opens(published(*ROWS)).open("/campaigns/ranking")
    page = console.page
    expect(page.locator("#prior")).to_be_hidden()
    rates = page.get_by_role("combobox", name="Rates")
    rates.select_option("true")
    expect(page.locator("#prior")).to_contain_text("2 engagements in 9 views before")
    expect(of(page, "<b>cleo").locator(".rate")).to_have_text("150.00 % → 110.34 %")
    anna = of(page, "anna")
    anna.get_by_text("Why here").click()
    expect(anna.locator(".why")).to_contain_text("exactly 1/10, shrunken to 102/1009.")
    expect(page.locator("#ranking-caption")).to_contain_text("by shrunken engagement rate")
    page.reload()
    console.settled()
    expect(rates).to_have_value("true")


def test_what_no_filter_may_be_is_not_asked_for(opens: Opens) -> None:
    console = opens(published(*ROWS)).open("/campaigns/ranking?by=nonsense&limit=7&campaign_id=x")
    expect(console.page.get_by_role("alert")).to_be_visible()
    assert console.page.get_by_label("Rank").input_value() == "row"
    asked = len(console.requests)
    console.page.get_by_role("button", name="Show", exact=True).click()
    assert console.requests[asked:] == []


def test_more_are_added_to_the_table_and_the_plot(opens: Opens) -> None:
    rows = [Row(1, f"i{number}", 25 - number, 0, 0, 100) for number in range(25)]
    page = opens(published(*rows)).open("/campaigns/ranking").page
    expect(ranked(page)).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(ranked(page)).to_have_count(25)
    expect(page.locator("#plot circle")).to_have_count(25)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    assert names(page) == [f"i{number}" for number in range(25)]


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_each_dot_stands_at_its_rate_with_its_interval_around(
    opens: Opens, device: dict[str, Any]
) -> None:
    portico = published(*ROWS)
    page = opens(portico, **device).open("/campaigns/ranking").page
    items = portico.client.get("/api/v1/top-performers").get_json()["items"]
    (x0, v0), *_, (x1, v1) = axis(page)

    def at(rate: float) -> float:
        return x0 + (100 * rate - v0) / (v1 - v0) * (x1 - x0)

    marks = page.locator("#plot .mark").all()
    assert len(marks) == len(items)
    for one, mark in zip(items, marks, strict=True):
        dot = number(mark.locator("circle"), "cx")
        assert dot == pytest.approx(at(one["engagement_rate"]), abs=HALF_A_PIXEL)
        assert x0 <= dot <= x1
        if one["interval"] is None:
            assert mark.locator(".whisker").count() == 0
            continue
        path = mark.locator(".whisker").get_attribute("d") or ""
        low, high = (
            float(part) for part in (path[1:].split(",")[0], path.split("H")[1].split("M")[0])
        )
        ends = (at(one["interval"]["low"]), at(one["interval"]["high"]))
        assert (low, high) == pytest.approx(ends, abs=HALF_A_PIXEL)


def test_the_plot_tells_in_words_what_it_shows(opens: Opens) -> None:
    page = opens(published(*ROWS)).open("/campaigns/ranking").page
    plot = page.get_by_role("img")
    name = plot.get_attribute("aria-label") or ""
    assert "from 150.00 % (<b>cleo) to 10.00 % (ben)" in name
    assert "The table says the same" in name
    told = plot.locator("title").all_text_contents()
    assert told[1] == "2. ben, campaign 107: 30.00 %, 95 % interval 27.24 – 32.91 %"


def test_one_alone_has_an_axis_too(opens: Opens) -> None:
    page = opens(published(Row(1, "all", 7, 0, 0, 7))).open("/campaigns/ranking").page
    ticks = axis(page)
    assert len(ticks) >= 2
    assert ticks == sorted(ticks)
    expect(page.locator("#plot circle")).to_have_count(1)
    assert len({text for _, text in ticks}) == len(ticks)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_the_ranking_fits(
    opens: Opens, scheme: str, device: dict[str, Any], tmp_path: Path
) -> None:
    long = [
        Row(1, f"{'Donaudampfschifffahrt' * 4}{number}", 9, 1, 1, 90 + number) for number in (1, 2)
    ]
    portico = published(*ROWS, *long)
    page = opens(portico, color_scheme=scheme, **device).open("/campaigns/ranking?shrink=true").page
    ranked(page).first.get_by_text("Why here").click()
    fits(page)
    page.screenshot(path=tmp_path / "page.png", full_page=True)
