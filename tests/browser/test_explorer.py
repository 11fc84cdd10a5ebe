"""The API explorer, drawn from files of our own."""

import pytest

from browser.console import Console

pytestmark = pytest.mark.browser
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.mark.slow
def test_the_explorer_shows_every_operation(console: Console) -> None:
    described = console.portico.client.get("/api/openapi.json").get_json()
    known = sum(len(methods.keys() & METHODS) for methods in described["paths"].values())

    console.page.get_by_role("link", name="API reference").click()
    console.page.locator(".opblock").first.wait_for()

    assert console.page.locator(".opblock").count() == known
