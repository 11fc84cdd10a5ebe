"""The index's page: a generation is built, switched to, and rolled back from."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Opens
from browser.console import Console
from browser.fitting import fits
from entrypoints.testing import Portico

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True}


def with_documents() -> Portico:
    portico = Portico.start(threads=True)
    portico.add("Harbour", "The lighthouse keeper repairs the lamp on Monday evenings.")
    portico.add("Bakery", "Fresh bread leaves the oven at five in the morning.")
    return portico


def states(console: Console) -> list[str]:
    return console.page.locator(".generation .state").all_inner_texts()


@pytest.mark.browser
def test_a_generation_is_built_switched_to_and_rolled_back(opens: Opens) -> None:
    console = opens(with_documents()).open("/index")
    page = console.page
    assert states(console) == ["active"]

    page.get_by_label("Longest passage").fill("200")
    page.get_by_role("button", name="Build a generation").click()
    newest = page.locator(".generation").first
    expect(newest.locator(".state")).to_have_text("ready")
    expect(newest.locator(".gate")).to_contain_text("The gate passed")
    newest.get_by_role("button", name="Activate").click()
    expect(newest.locator(".state")).to_have_text("active")
    assert states(console) == ["active", "standby"]

    page.get_by_role("button", name="Roll back").click()
    expect(newest.locator(".state")).to_have_text("standby")
    assert states(console) == ["standby", "active"]


@pytest.mark.browser
def test_a_refusal_is_told(opens: Opens) -> None:
    console = opens(with_documents()).open("/index")

    console.page.get_by_label("Embedder").fill("ollama://elsewhere/any")
    console.page.get_by_role("button", name="Build a generation").click()

    expect(console.page.get_by_role("alert")).to_contain_text("No embedder")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_fits_a_phone(opens: Opens, scheme: str, tmp_path: Path) -> None:
    console = opens(with_documents(), color_scheme=scheme, **PHONE).open("/index")

    fits(console.page)
    console.page.screenshot(path=tmp_path / f"{scheme}.png")
