"""Documents are handed in, watched, and deleted."""

from dataclasses import replace

import pytest

from browser.conftest import Opens
from browser.console import Console
from browser.harbour import HANDBOOK, LIBRARY, OPENS
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.pdfs import make_pdf

pytestmark = pytest.mark.browser


def test_an_uploaded_pdf_becomes_ready(console: Console) -> None:
    row = console.upload("Harbour handbook.pdf", make_pdf(HANDBOOK))

    assert row.locator(".meta").inner_text() == "PDF · 2 pages"
    assert row.locator("input").is_enabled()
    assert console.page.locator("#starters").is_visible()


def test_several_files_are_taken_at_once(console: Console) -> None:
    console.pick(("one.txt", b"one"), ("two.md", b"two"), ("three.csv", b"three"))
    console.page.locator(".document[data-state=ready]").nth(2).wait_for()

    titles = console.page.locator(".document .title").all_inner_texts()
    assert titles == ["three", "two", "one"]


def test_a_dropped_file_is_taken(console: Console) -> None:
    dropped = """() => {
        const held = new DataTransfer();
        held.items.add(new File(["The harbour opens at six."], "Dropped.txt"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true }));
    }"""
    console.page.evaluate(dropped)

    console.page.locator(".document[data-state=ready]", has_text="Dropped").wait_for()


def test_a_file_that_cannot_be_read_says_why(console: Console) -> None:
    row = console.upload("scan.pdf", b"%PDF-1.7 and no more", until="failed")

    said = row.locator(".meta").inner_text()
    assert said == "Cannot be read: The file is damaged, or no PDF at all."
    assert not row.locator("input").is_visible()


def test_a_file_that_is_refused_says_why_and_can_be_dismissed(console: Console) -> None:
    console.pick(("map.png", b"png"))
    refused = console.page.locator(".upload[data-state=failed]")

    assert "Send a PDF" in refused.locator(".meta").inner_text()
    refused.get_by_role("button", name="Dismiss").click()
    assert refused.count() == 0


def test_a_file_that_is_too_large_is_not_sent(opens: Opens) -> None:
    small = replace(MEMORY, upload_bytes=1_048_576)
    console = opens(Portico.start(settings=small, threads=True)).open()

    console.pick(("large.txt", b"a" * 1_048_577))

    said = console.page.locator(".upload[data-state=failed] .meta").inner_text()
    assert said == "It has 2 MB; at most 1 MB are taken in."
    assert console.portico.client.get("/api/v1/documents").get_json()["items"] == []


def test_deleting_asks_first_and_strikes_what_quoted_it(console: Console) -> None:
    row = console.upload("Harbour handbook.pdf", make_pdf(HANDBOOK))
    answer = console.ask(OPENS)
    row.hover()

    row.get_by_role("button", name="Delete").click()
    console.page.locator("#confirm").get_by_role("button", name="Cancel").click()
    assert row.count() == 1
    row.get_by_role("button", name="Delete").click()
    console.page.locator("#confirm").get_by_role("button", name="Delete").click()

    row.wait_for(state="detached")
    assert answer.locator(".marker").first.is_disabled()
    assert "Source deleted" in answer.locator(".source").first.inner_text()


def test_a_withdrawn_citation_stays_struck_after_a_reload(console: Console) -> None:
    console.upload("Library.txt", LIBRARY.encode())
    console.ask("When does the library open?")
    gone = console.citations()[0]["document_id"]
    console.portico.client.delete(f"/api/v1/documents/{gone}")
    console.portico.work()

    console.page.reload()
    console.settled()

    assert console.page.locator(".source[data-withdrawn]").inner_text().endswith("Source deleted")


def test_a_document_is_replaced_where_it_stands(console: Console) -> None:
    console.upload("Library.txt", LIBRARY.encode())
    row = console.upload("Harbour.pdf", make_pdf(HANDBOOK))
    console.upload("Other.txt", b"Nothing of interest.")
    row.hover()

    console.replace(row, "new.txt", b"The harbour opens at seven in the morning.")
    row.locator(".meta", has_text="Text · 1 page").wait_for()

    titles = console.page.locator(".document .title").all_inner_texts()
    assert titles == ["Other", "Harbour", "Library"]
    assert "seven" in console.ask(OPENS).locator(".said").inner_text()
    assert console.page.locator(".upload").count() == 0


def test_content_that_another_document_has_is_refused_with_the_reason(console: Console) -> None:
    console.upload("Library.txt", LIBRARY.encode())
    row = console.upload("Harbour.pdf", make_pdf(HANDBOOK))
    row.hover()

    console.replace(row, "same.txt", LIBRARY.encode())
    refused = console.page.locator(".upload[data-state=failed]")
    refused.wait_for()

    assert refused.get_by_role("button", name="Try again").is_hidden()
    assert row.locator(".meta").inner_text() == "PDF · 2 pages"


def test_a_document_that_could_not_be_read_is_tried_again(console: Console) -> None:
    row = console.upload("scan.pdf", b"%PDF-1.7 and no more", until="failed")
    row.hover()

    with console.page.expect_response("**/retry") as tried:
        row.get_by_role("button", name="Try scan again").click()

    assert tried.value.status == 202
    console.page.locator("#announcer", has_text="is read once more").wait_for()
    console.page.locator(".document[data-state=failed]", has_text="scan").wait_for()


def test_only_what_failed_can_be_tried_again(console: Console) -> None:
    row = console.upload("Library.txt", LIBRARY.encode())
    row.hover()

    assert row.locator(".retry").is_hidden()
    assert row.locator(".replace").is_visible()
