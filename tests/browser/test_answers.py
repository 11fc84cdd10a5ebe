"""Questions are asked, and answers are read while they are written."""

from threading import Event

import pytest

from browser.conftest import Opens
from browser.console import Console
from browser.harbour import FINE, FIRST, FOOTBALL, HANDBOOK, LIBRARY, OPENS, SECOND
from entrypoints.testing import Portico, ScriptedWriter
from entrypoints.testing.doubles import Dies
from support.pdfs import make_pdf

pytestmark = pytest.mark.browser


def told(opens: Opens, *script: str | Event | type[Dies]) -> Console:
    """Open a console whose model plays a script."""
    portico = Portico.start(writer=ScriptedWriter(script), threads=True)
    portico.add("Harbour handbook", "\f".join(HANDBOOK))
    return opens(portico).open()


def test_an_answer_cites_the_page_it_stands_on(console: Console) -> None:
    console.upload("Harbour handbook.pdf", make_pdf(HANDBOOK))

    answer = console.ask(OPENS)

    assert console.status(answer) == "answered"
    assert "opens at six in the morning" in answer.locator(".said").inner_text()
    label = answer.locator(".marker").first.get_attribute("aria-label")
    assert label == "Source 1: Harbour handbook, page 1"


def test_only_ticked_documents_are_asked(console: Console) -> None:
    console.upload("Harbour.pdf", make_pdf(HANDBOOK))
    console.upload("Library.txt", LIBRARY.encode())

    console.document("Library").locator("input").check()
    answer = console.ask("What is the fine?")

    assert {one["title"] for one in console.citations()} == {"Library"}
    assert "ten cents" in answer.locator(".said").inner_text()
    assert console.page.locator("#scope").inner_text() == "Asking only Library"
    console.page.locator("#choose-all").click()
    assert "2,500" in console.ask(FINE).locator(".said").inner_text()


def test_ticks_are_kept_with_the_conversation(console: Console) -> None:
    console.upload("Harbour.pdf", make_pdf(HANDBOOK))
    console.upload("Library.txt", LIBRARY.encode())
    console.ask(OPENS)
    ticked = console.document("Library").locator("input")
    with console.page.expect_response(lambda one: one.request.method == "PATCH"):
        ticked.check()

    console.page.reload()
    console.settled()

    assert ticked.is_checked()
    assert not console.document("Harbour").locator("input").is_checked()


def test_an_abstention_is_an_honest_note(console: Console) -> None:
    console.upload("Harbour.pdf", make_pdf(HANDBOOK))

    answer = console.ask(FOOTBALL)

    assert console.status(answer) == "abstained"
    assert answer.get_by_text("Not in these documents").is_visible()
    assert not answer.locator(".problem").is_visible()
    assert answer.locator(".marker").count() == 0


def test_each_sentence_is_seen_as_soon_as_it_stands(opens: Opens, go_on: Event) -> None:
    console = told(opens, FIRST, "Ships ", go_on, SECOND)
    console.page.fill("#question", OPENS)

    console.page.press("#question", "Enter")
    console.page.locator(".marker").wait_for()
    early = console.status(console.answers.first)
    go_on.set()

    assert early == "running"
    assert "outer mole" in console.over(0).locator(".said").inner_text()
    assert "outer mole" in console.page.locator("#announcer").inner_text()


def test_a_reload_takes_the_stream_up_again(opens: Opens, go_on: Event) -> None:
    console = told(opens, FIRST, "Ships ", go_on, SECOND)
    console.page.fill("#question", OPENS)
    console.page.press("#question", "Enter")
    console.page.locator(".marker").wait_for()

    console.page.reload()
    console.page.locator(".marker").wait_for()
    go_on.set()

    said = console.over(0).locator(".said").inner_text()
    assert said.count("opens at six") == 1
    assert said.count("outer mole") == 1
    assert console.answers.count() == 1


def test_a_broken_stream_is_resumed_after_what_was_seen(opens: Opens, go_on: Event) -> None:
    console = told(opens, FIRST, "Ships ", go_on, SECOND)
    cut_after_the_first_sentence(console)
    console.page.fill("#question", OPENS)

    with console.page.expect_request("**/runs/*/events") as resumed:
        console.page.press("#question", "Enter")
    go_on.set()

    assert resumed.value.headers["last-event-id"] == "4"
    said = console.over(0).locator(".said").inner_text()
    assert said.count("opens at six") == said.count("outer mole") == 1


def cut_after_the_first_sentence(console: Console) -> None:
    """Break the stream of the question's own request in the middle of an event."""
    console.page.evaluate("""() => {
        const real = window.fetch;
        window.fetch = async (url, options) => {
            const response = await real(url, options);
            if (options.method !== "POST" || !url.endsWith("/messages")) return response;
            const reader = response.body.getReader();
            let told = "";
            const body = new ReadableStream({ async pull(out) {
                const { value } = await reader.read();
                out.enqueue(value);
                told += new TextDecoder().decode(value);
                if (!told.includes("event: citation")) return;
                out.enqueue(new TextEncoder().encode("id: 5\\nevent: mess"));
                out.error(new TypeError("network error"));
            } });
            return new Response(body);
        };
    }""")


def test_a_part_that_nothing_bears_out_is_left_out_with_a_hint(opens: Opens) -> None:
    console = told(opens, FIRST, "It closes at nine for the Brazilian carnival. [1]")

    answer = console.ask(OPENS)

    assert console.status(answer) == "partial"
    assert "Brazilian" not in answer.inner_text()
    assert answer.get_by_text("left out").is_visible()


def test_a_failed_answer_says_why_and_can_be_tried_again(opens: Opens) -> None:
    console = told(opens, FIRST, Dies)

    answer = console.ask(OPENS)
    assert "the connection broke" in answer.locator("[role=alert]").inner_text()
    answer.get_by_role("button", name="Try again").click()

    assert console.status(console.over(0)) == "failed"
    assert [one["role"] for one in console.messages()] == ["user", "user"]


def test_the_address_leads_back_to_a_conversation(console: Console) -> None:
    console.upload("Harbour.pdf", make_pdf(HANDBOOK))
    console.ask(OPENS)
    first = console.page.url

    console.page.get_by_role("link", name="New conversation").click()
    assert console.answers.count() == 0
    console.page.get_by_role("link", name=OPENS).click()
    console.answers.first.wait_for()
    assert console.page.url == first
    console.page.go_back()
    console.page.locator("#starters").wait_for()


def test_an_unknown_conversation_is_said_to_be_none(opens: Opens) -> None:
    console = opens().open("/?conversation=nothing")

    said = console.page.locator("#page-problem [role=alert]").inner_text()
    assert said == "There is no such conversation."
