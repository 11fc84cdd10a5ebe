"""Answers are stopped and judged; conversations are taken away and put away."""

import json
from threading import Event
from typing import Any

import pytest

from browser.conftest import Opens
from browser.console import Console
from browser.harbour import FIRST, HANDBOOK, OPENS, SECOND
from entrypoints.testing import Portico, ScriptedWriter
from support.served import wait_until

pytestmark = pytest.mark.browser


def with_a_model(opens: Opens, *script: str | Event) -> Console:
    portico = Portico.start(writer=ScriptedWriter(script), threads=True)
    portico.add("Harbour handbook", "\f".join(HANDBOOK))
    return opens(portico).open()


@pytest.fixture
def answered(opens: Opens) -> Console:
    """A console with one answer in it."""
    console = with_a_model(opens, FIRST)
    console.ask(OPENS)
    return console


def rating(console: Console) -> str | None:
    feedback = console.messages()[-1]["feedback"]
    return feedback["rating"] if feedback else None


def pressed(console: Console) -> list[str | None]:
    """Which verdicts the last answer shows as given."""
    given = console.answers.last.locator("[data-rating][aria-pressed=true]")
    return [one.get_attribute("data-rating") for one in given.all()]


@pytest.mark.slow
def test_an_answer_is_stopped_where_it_stands(opens: Opens, go_on: Event) -> None:
    console = with_a_model(opens, FIRST, "Ships ", go_on, SECOND)
    console.page.fill("#question", OPENS)
    console.page.press("#question", "Enter")
    console.page.locator(".marker").wait_for()

    console.page.get_by_role("button", name="Stop the answer").click()
    answer = console.over(0)

    assert console.status(answer) == "stopped"
    assert answer.get_by_text("Stopped here").is_visible()
    assert "opens at six" in answer.locator(".said").inner_text()
    assert console.messages()[-1]["answer_status"] == "stopped"
    assert console.page.get_by_role("button", name="Stop the answer").is_hidden()
    assert console.page.get_by_role("button", name="Send").is_visible()


def test_an_answer_is_stopped_that_has_said_nothing_yet(opens: Opens, go_on: Event) -> None:
    console = with_a_model(opens, go_on, FIRST)
    console.page.fill("#question", OPENS)
    console.page.press("#question", "Enter")

    console.page.get_by_role("button", name="Stop the answer").click()

    assert console.status(console.over(0)) == "stopped"
    assert console.messages()[-1]["content"] == ""


def test_a_stop_that_comes_before_the_run_is_known_is_not_lost(opens: Opens, go_on: Event) -> None:
    console = with_a_model(opens, FIRST, "Ships ", go_on, SECOND)
    held = list[Any]()

    def hold(route: Any) -> None:
        held.append(route)

    console.page.route("**/messages", hold, times=1)
    console.page.fill("#question", OPENS)
    with console.page.expect_request("**/messages"):
        console.page.press("#question", "Enter")

    console.page.get_by_role("button", name="Stop the answer").click()
    held[0].continue_()

    assert console.status(console.over(0)) == "stopped"


def test_stopping_needs_no_mouse_and_leads_back_to_the_question(opens: Opens, go_on: Event) -> None:
    console = with_a_model(opens, FIRST, "Ships ", go_on, SECOND)
    console.page.focus("#question")
    console.page.keyboard.type(OPENS)
    console.page.keyboard.press("Enter")
    console.page.locator(".marker").wait_for()

    console.page.keyboard.press("Tab")
    console.page.keyboard.press("Enter")

    assert console.status(console.over(0)) == "stopped"
    assert console.page.evaluate("document.activeElement.id") == "question"


def test_a_verdict_is_kept_changed_and_taken_back(answered: Console) -> None:
    good = answered.page.get_by_role("button", name="Good answer")
    bad = answered.page.get_by_role("button", name="Bad answer")

    good.click()
    wait_until(lambda: rating(answered) == "up")
    bad.click()
    wait_until(lambda: rating(answered) == "down")
    assert pressed(answered) == ["down"]
    answered.page.reload()
    answered.settled()
    assert pressed(answered) == ["down"]
    bad.click()
    wait_until(lambda: rating(answered) is None)
    assert pressed(answered) == []


def test_a_verdict_that_cannot_be_kept_is_not_shown_as_given(answered: Console) -> None:
    answered.page.route("**/feedback", lambda route: route.abort(), times=1)

    answered.page.get_by_role("button", name="Good answer").click()
    answered.page.locator("#announcer", has_text="could not be kept").wait_for()

    assert pressed(answered) == []
    assert rating(answered) is None


def test_a_conversation_is_taken_away_to_read_and_whole(answered: Console) -> None:
    with answered.page.expect_download() as markdown:
        answered.page.get_by_role("link", name="Export as Markdown").click()
    with answered.page.expect_download() as whole:
        answered.page.get_by_role("link", name="Export as JSON").click()

    assert "opens at six in the morning" in markdown.value.path().read_text()
    assert markdown.value.suggested_filename.endswith(".md")
    exported = json.loads(whole.value.path().read_text())
    assert exported["conversation"]["id"] == answered.conversation
    assert [one["role"] for one in exported["messages"]] == ["user", "assistant"]


def test_a_conversation_is_put_away_found_and_taken_back(answered: Console) -> None:
    listed = answered.page.locator(".conversation")
    which = answered.page.locator("#which-conversations")

    answered.page.get_by_role("button", name="Archive", exact=True).click()
    listed.wait_for(state="detached")
    which.click()
    listed.get_by_role("link", name=OPENS).click()
    answered.page.get_by_role("button", name="Take back").click()
    listed.wait_for(state="detached")
    which.click()

    listed.get_by_role("link", name=OPENS).wait_for()
    assert answered.page.get_by_role("button", name="Archive", exact=True).is_visible()


def test_there_is_nothing_to_take_away_before_anything_was_asked(console: Console) -> None:
    assert console.page.locator("#tools").is_hidden()
