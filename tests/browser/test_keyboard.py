"""Everything can be done without a mouse."""

import pytest

from browser.console import Console
from browser.harbour import HANDBOOK, LIBRARY, OPENS
from support.pdfs import make_pdf

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement"


def press(console: Console, *keys: str) -> None:
    for key in keys:
        console.page.keyboard.press(key)


def tab_to(console: Console, selector: str) -> None:
    """Press Tab until that element has focus; fails when it never comes."""
    for _ in range(40):
        if console.page.evaluate(f"{FOCUSED}.matches({selector!r})"):
            return
        press(console, "Tab")
    pytest.fail(f"Tab does not lead to {selector}")


def test_documents_are_ticked_asked_and_checked_by_keyboard_alone(console: Console) -> None:
    console.upload("Library.txt", LIBRARY.encode())
    console.upload("Harbour.pdf", make_pdf(HANDBOOK))
    console.page.locator("body").focus()

    tab_to(console, ".document input")
    press(console, "Space", "/")
    console.page.keyboard.type(OPENS)
    press(console, "Enter")
    answer = console.over(0)
    press(console, "Shift+Tab")
    tab_to_marker_backwards(console)
    press(console, "Enter")
    console.mark.wait_for()
    press(console, "Escape")

    assert console.page.locator("#source").is_hidden()
    assert {one["title"] for one in console.citations()} == {"Harbour"}
    focused = console.page.evaluate(f"{FOCUSED}.className")
    assert focused == "marker"
    assert answer.locator(".marker").count() >= 1


def tab_to_marker_backwards(console: Console) -> None:
    for _ in range(10):
        if console.page.evaluate(f"{FOCUSED}.matches('.marker')"):
            return
        press(console, "Shift+Tab")
    pytest.fail("Shift+Tab does not lead to a marker")


def test_shift_and_enter_begin_a_line_and_enter_sends(console: Console) -> None:
    console.page.focus("#question")
    console.page.keyboard.type("When does")
    press(console, "Shift+Enter")
    console.page.keyboard.type("the harbour open?")
    press(console, "Enter")
    console.over(0)

    assert console.messages()[0]["content"] == "When does\nthe harbour open?"
    assert console.page.input_value("#question") == ""


def test_the_first_tab_leads_past_the_lists(console: Console) -> None:
    press(console, "Tab", "Enter")

    assert console.page.evaluate(f"{FOCUSED}.id") == "question"


def test_arrows_turn_the_pages_of_the_source(console: Console) -> None:
    console.upload("Harbour.pdf", make_pdf(HANDBOOK))
    console.ask(OPENS).locator(".marker").first.click()
    console.mark.wait_for()

    press(console, "ArrowRight")

    console.page.locator("#source-text", has_text="Drinking water").wait_for()
    assert console.page.locator("#source-page").inner_text() == "Page 2 of 2"
