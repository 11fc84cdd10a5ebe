"""A headless Chromium, and the console in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from browser.console import Console
from browser.serving import Door
from entrypoints.testing import Portico
from support.services import lacking

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
PATIENCE_MS = 30_000
"""For a step on a busy machine. It is no bound under test: waiting costs only where one fails."""
Opens = Callable[..., Console]
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        lacking(f"there is no {CHROMIUM}: install the package chromium")
    if find_spec("playwright") is None:
        lacking("playwright is not installed: make test installs it")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Page:
    """One tab for all consoles of ordinary size: a new one would cost each test half a second.

    Each leaves nothing behind that a browser keeps for a site, but the files that never change.
    """
    return _page(browser.new_context(**DESKTOP))


@pytest.fixture(scope="session")
def doors() -> Iterator[list[Door]]:
    """As many as one test has ever had open at a time."""
    made: list[Door] = []
    yield made
    for one in made:
        one.close()


@pytest.fixture
def opens(browser: Browser, tab: Page, doors: list[Door]) -> Iterator[Opens]:
    """Opens consoles; none of them may ask a stranger or complain, whatever the test is about."""
    opened: list[Console] = []
    with ExitStack() as stack:

        def open_console(portico: Portico | None = None, **options: Any) -> Console:
            served = portico or Portico.start(threads=True)
            if len(opened) == len(doors):
                doors.append(Door())
            url = stack.enter_context(doors[len(opened)].serving(served))
            page = tab
            if options:
                context = browser.new_context(**{**DESKTOP, **options})
                page = _page(stack.enter_context(context))
            opened.append(Console(page, url, served))
            stack.callback(opened[-1].leave)
            return opened[-1]

        yield open_console
    assert [one.strangers for one in opened] == [[] for _ in opened]
    assert [one.complaints for one in opened] == [[] for _ in opened]


def _page(context: BrowserContext) -> Page:
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


@pytest.fixture
def go_on() -> Iterator[Event]:
    """Lets a stalled model go on; at the end in any case."""
    event = Event()
    yield event
    event.set()


@pytest.fixture
def console(opens: Opens) -> Console:
    """The console of an application that holds nothing yet."""
    return opens().open()


@pytest.fixture
def page(console: Console) -> Page:
    return console.page
