"""The API explorer, drawn from files of our own."""

import pytest
from playwright.sync_api import Page

from browser.console import Console

pytestmark = pytest.mark.browser
METHODS = {"get", "post", "put", "patch", "delete"}
MOST_TURNS = 500
TURN = """() => new Promise(done => {
  const isBelow = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  window.scrollTo(0, isBelow ? 0 : scrollY + innerHeight / 2);
  requestAnimationFrame(() => requestAnimationFrame(done));
})"""
IDS = "all => all.map(one => one.id)"


@pytest.mark.slow
def test_the_explorer_shows_every_operation(console: Console) -> None:
    described = console.portico.client.get("/api/openapi.json").get_json()
    known = sum(len(methods.keys() & METHODS) for methods in described["paths"].values())

    console.page.get_by_role("link", name="API reference").click()
    console.page.locator(".opblock").first.wait_for()

    assert len(shown(console.page, known)) == known


def shown(page: Page, number: int) -> set[str]:
    """Go down the page until so many were seen, from the top again where it was drawn too late.

    Of a long list it draws what is in sight only.
    """
    seen: set[str] = set()
    for _ in range(MOST_TURNS):
        seen |= set(page.locator(".opblock").evaluate_all(IDS))
        if len(seen) >= number:
            break
        page.evaluate(TURN)
    return seen
