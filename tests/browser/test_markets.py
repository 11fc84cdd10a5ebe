"""A market in the browser: exact prices, a chart that goes on, and visible gaps."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from application.ticks.ports import KeptTrades, Leadership, Markets
from browser.campaigns import PHONE
from browser.conftest import Opens
from browser.fitting import fits
from domain.ticks.moments import SECOND, microseconds
from domain.ticks.standing import Standing
from entrypoints.testing import Portico
from support.kept_trades import HOLDER, keep, told

PAINTED = """colour => [...document.querySelectorAll("#chart canvas")].reduce((sum, canvas) => {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const drawing = copy.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(canvas, 0, 0);
  const { data } = drawing.getImageData(0, 0, copy.width, copy.height);
  for (let at = 0; at < data.length; at += 4)
    sum += [0, 1, 2].every((part) => Math.abs(data[at + part] - colour[part]) < 3);
  return sum;
}, 0)"""
"""How many of the chart's pixels have that colour."""
RISING, FALLING, SHADE = [28, 107, 85], [165, 48, 29], [255, 229, 143]

pytestmark = pytest.mark.browser


@pytest.fixture
def market(portico: Portico) -> Portico:
    """Twelve minutes with two trades each, of which four have lost theirs."""
    minutes = [one for one in range(12) if one not in {5, 6, 7, 8}]
    opening = [told(100 + 2 * one, 60 * one, f"{58_000 + one % 3}.03000001") for one in minutes]
    closing = [told(101 + 2 * one, 60 * one + 30, f"{57_990 + one}.10000000") for one in minutes]
    keep(portico, [*opening, *closing])
    return portico


def painted(page: Page, colour: list[int]) -> int:
    found: int = page.evaluate(PAINTED, colour)
    return found


def test_the_price_keeps_its_digits_and_gaps_are_told(market: Portico, opens: Opens) -> None:
    page = opens(market).open("/markets").page
    expect(page.locator("#price")).to_have_text("58001.10000000")
    expect(page.locator("#traded")).to_have_text("20:14:30")
    first = page.locator("#gaps tbody tr").first
    expect(first.locator(".ids")).to_have_text("110 to 117")
    expect(first.locator(".from")).to_have_text("2021-04-04 20:07:30")
    expect(page.locator("#coverage")).to_contain_text("trades were lost")


def test_the_chart_shows_what_rose_what_fell_and_what_is_missing(
    market: Portico, opens: Opens
) -> None:
    page = opens(market).open("/markets").page
    page.wait_for_function(f"({PAINTED})({RISING}) + ({PAINTED})({FALLING}) > 0")
    assert painted(page, SHADE) > 0


def test_a_market_without_gaps_has_no_shade(portico: Portico, opens: Opens) -> None:
    keep(portico, [told(one, 60 * one, f"{58_000 - one}") for one in range(8)])
    keep(portico, [told(8, 480, "58010"), told(9, 490, "58020")])
    page = opens(portico).open("/markets").page
    page.wait_for_function(f"({PAINTED})({RISING}) > 0")
    assert painted(page, SHADE) == 0
    expect(page.locator("#coverage")).to_be_hidden()
    expect(page.locator("#gaps-part")).to_be_hidden()


def test_a_trade_that_comes_in_is_shown_at_once(market: Portico, opens: Opens) -> None:
    page = opens(market).open("/markets").page
    expect(page.locator("#live")).to_have_text("quiet")
    keep(market, [told(124, 695, "61000.00000001")])
    expect(page.locator("#live")).to_have_text("live")
    expect(page.locator("#price")).to_have_text("61000.00000001")
    expect(page.locator("#trade")).to_have_text("trade 124")


def heard(portico: Portico, seconds: float) -> None:
    """Say that the exchange was heard so long ago, without another trade."""
    at = microseconds(datetime.now(UTC)) - round(seconds * SECOND)
    kept = portico.container.get(Markets).find("BTCUSDT")
    assert kept is not None
    fence = portico.container.get(Leadership).lead(kept.id, HOLDER, 60)
    assert fence is not None
    portico.container.get(KeptTrades).heard(kept.id, at, fence)


def test_a_market_that_is_heard_is_live_though_nobody_trades(
    portico: Portico, opens: Opens
) -> None:
    keep(portico, [told(one, 60 * one, f"{58_000 + one}") for one in range(8)])
    heard(portico, 55)
    page = opens(portico).open("/markets").page
    expect(page.locator("#live")).to_have_text("live")
    expect(page.locator("#coverage")).to_be_hidden()
    expect(page.locator("#live")).to_have_text("quiet")  # when it looks again: nobody was heard
    heard(portico, 0)
    expect(page.locator("#live")).to_have_text("live")


def test_a_market_that_does_not_trade_says_so(market: Portico, opens: Opens) -> None:
    found = market.container.get(Markets).find("BTCUSDT")
    assert found is not None
    market.container.get(Markets).stand(found.id, Standing("CANCEL_ONLY"))
    page = opens(market).open("/markets").page
    expect(page.locator("#live")).to_have_text("cancel only")


def test_a_price_at_a_second_is_looked_up(market: Portico, opens: Opens) -> None:
    page = opens(market).open("/markets").page
    page.get_by_label("Price at").fill("2021-04-04T20:04:30")
    page.get_by_role("button", name="Look up").click()
    expect(page.locator("#looked-up")).to_contain_text("57991.10000000, by trade 103")
    page.get_by_label("Price at").fill("2021-04-04T20:09:00")
    page.get_by_role("button", name="Look up").click()
    expect(page.locator("#problem")).to_contain_text("Trades of that time were not received")


def test_another_market_is_chosen_and_kept_in_the_address(market: Portico, opens: Opens) -> None:
    keep(market, [told(1, 1, "2000.5")], "ETHUSDT")
    page = opens(market).open("/markets").page
    page.get_by_label("Market").select_option("ETHUSDT")
    expect(page.locator("#price")).to_have_text("2000.5")
    page.reload()
    expect(page.locator("#price")).to_have_text("2000.5")


def test_without_a_market_it_says_how_to_begin(portico: Portico, opens: Opens) -> None:
    page = opens(portico).open("/markets").page
    expect(page.locator("#nothing")).to_contain_text("portico worker ticks")
    expect(page.locator("#gauges")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_a_market_fits(
    market: Portico, opens: Opens, scheme: str, device: dict[str, Any], tmp_path: Path
) -> None:
    page = opens(market, color_scheme=scheme, **device).open("/markets").page
    expect(page.locator("#chart canvas").first).to_be_visible()
    fits(page)
    page.screenshot(path=tmp_path / "page.png", full_page=True)
