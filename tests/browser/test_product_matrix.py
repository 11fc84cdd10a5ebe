"""The product matrix: it adds up, for all and for some days, and fits a phone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Opens
from browser.fitting import fits
from browser.insights import LONG, PHONE, stocked, took
from entrypoints.testing import Portico
from support.tables import AS_MEANT, INTERACTIONS, interactions, row

pytestmark = pytest.mark.browser
SCROLLS = "(one) => [one.scrollWidth > one.clientWidth, one.scrollLeft]"


def told() -> Portico:
    portico = stocked()
    took(
        portico,
        INTERACTIONS,
        "calls.csv",
        date_order="day_first",
        decisions=str(AS_MEANT).replace("'", '"'),
    )
    took(portico, interactions(row("17/07/2020 10:00", "1, 2"), row("18/07/2020 10:00", "1")))
    return portico


def cells(page: Page) -> dict[str, list[str]]:
    """The table as it is read: each row by its head."""
    rows = page.locator("#matrix tr").all()
    read = [row.locator("th, td").all_inner_texts() for row in rows]
    return {head: rest for head, *rest in read}


def test_rows_columns_and_the_whole_add_up(opens: Opens) -> None:
    page = opens(told()).open("/insights/products").page

    shown = cells(page)
    assert shown.pop("Type of customer") == ["Rope", "Salt", "No product", "Total"]
    assert shown == {
        "Blue": ["0", "1", "0", "1"],
        "Red": ["1", "2", "2", "5"],
        "several": ["0", "0", "1", "1"],
        "unknown": ["0", "1", "0", "1"],
        "Total": ["1", "4", "3", "8"],
    }
    sums = page.locator("#sums")
    expect(sums).to_have_text("5 with a product + 3 in months without one = 8 interactions.")
    expect(page.locator("#matrix-notes")).to_contain_text("customers of different types")


def test_some_days_are_counted_and_their_last_one_too(opens: Opens) -> None:
    page = opens(told()).open("/insights/products").page

    page.get_by_label("From").fill("2020-02-11")
    page.get_by_label("Until").fill("2020-02-17")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#sums")).to_contain_text("= 3 interactions.")
    assert cells(page)["Total"] == ["3", "0", "3"]
    page.get_by_label("From").fill("2021-01-01")
    page.get_by_label("Until").fill("")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#no-matrix")).to_have_text("No interaction in these days.")
    expect(page.locator("#matrix")).to_be_hidden()


def test_before_anything_is_held_the_page_says_so(opens: Opens) -> None:
    page = opens().open("/insights/products").page
    expect(page.locator("#no-matrix")).to_have_text("No interaction is held yet.")
    expect(page.locator("#sums")).to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_many_products_scroll_inside_the_table(
    opens: Opens, scheme: str, device: dict[str, Any], tmp_path: Path
) -> None:
    portico = told()
    months = "\n".join(f"{month:02}-2021,Product {month} {LONG}" for month in range(1, 13))
    took(portico, f"date,product\n{months}\n", "later.csv")
    took(portico, interactions(*(row(f"17/{month:02}/2021 10:00") for month in range(1, 13))))
    page = opens(portico, color_scheme=scheme, **device).open("/insights/products").page

    fits(page)
    page.screenshot(path=tmp_path / "left.png")
    matrix = page.locator("#matrix")
    assert matrix.evaluate(SCROLLS) == [True, 0]
    expect(matrix).to_have_attribute("tabindex", "0")  # arrows scroll what has the focus
    assert matrix.evaluate("(one) => one.scrollLeft = 200") == 200
    frame = matrix.bounding_box()
    head = page.locator("#matrix tbody th").first.bounding_box()
    total = page.locator("#matrix tbody td:last-child").first.bounding_box()
    assert frame is not None
    assert head is not None
    assert total is not None
    assert abs(head["x"] - frame["x"]) <= 2  # types and totals stay where they are
    assert abs(total["x"] + total["width"] - frame["x"] - frame["width"]) <= 2
