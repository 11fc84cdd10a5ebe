"""A citation opens its page, with the quote marked."""

import pytest

from browser.console import Console
from browser.harbour import CRABS, FINE, HANDBOOK, OPENS
from support.pdfs import make_pdf
from support.served import wait_until

pytestmark = pytest.mark.browser


def test_a_citation_opens_its_page_with_the_quote_marked(console: Console) -> None:
    console.upload("Harbour handbook.pdf", make_pdf(HANDBOOK))
    answer = console.ask(FINE)

    answer.locator(".marker").first.click()
    console.mark.wait_for()

    assert console.mark.text_content() == console.citations()[0]["quote"]
    assert console.page.locator("#source-title").inner_text() == "Harbour handbook"
    assert console.page.locator("#source-page").inner_text() == "Page 2 of 2"


def test_the_quote_is_brought_into_view(console: Console) -> None:
    lines = "\n".join(f"Ordinary line number {n} is about nothing at all." for n in range(90))
    console.upload("Long.txt", f"{lines}\n\n{HANDBOOK[0]}\n\n{lines}"[:5_900].encode())

    console.ask(OPENS).locator(".source").first.click()
    console.mark.wait_for()

    place, frame = console.mark.bounding_box(), console.page.locator("#source-text").bounding_box()
    assert place is not None
    assert frame is not None
    assert frame["y"] <= place["y"]
    assert place["y"] + place["height"] <= frame["y"] + frame["height"]


def test_a_quote_after_characters_beyond_16_bits_is_marked_to_the_letter(console: Console) -> None:
    console.upload("Crabs.txt", CRABS.encode())

    console.ask("Who may catch crabs from the mole with a licence?").locator(
        ".marker"
    ).first.click()
    console.mark.wait_for()

    cited = console.citations()[0]
    assert console.mark.text_content() == cited["quote"] == CRABS[cited["start"] : cited["end"]]


@pytest.mark.slow
def test_pages_are_turned_and_the_quote_is_found_again(console: Console) -> None:
    console.upload("Harbour handbook.pdf", make_pdf(HANDBOOK))
    console.ask(FINE).locator(".marker").first.click()
    source = console.page.locator("#source")
    console.mark.wait_for()

    assert source.get_by_role("button", name="Next").is_disabled()
    source.get_by_role("button", name="Previous").click()
    source.get_by_text("opens at six").wait_for()
    assert console.mark.count() == 0
    source.get_by_role("button", name="Back to the quote").click()
    console.mark.wait_for()


@pytest.mark.slow
def test_the_original_can_be_downloaded(console: Console) -> None:
    sent = make_pdf(HANDBOOK)
    console.upload("Harbour handbook.pdf", sent)
    console.ask(OPENS).locator(".marker").first.click()

    with console.page.expect_download() as download:
        console.page.get_by_role("link", name="Original").click()

    assert download.value.path().read_bytes() == sent


def test_a_quote_of_a_version_that_was_replaced_stands_alone(console: Console) -> None:
    console.upload("Harbour handbook.pdf", make_pdf(HANDBOOK))
    answer = console.ask(OPENS)
    (cited, *_) = console.citations()
    path, client = f"/api/v1/documents/{cited['document_id']}", console.portico.client
    client.put(f"{path}/content", json={"text": CRABS}, headers={"If-Match": "*"})
    wait_until(lambda: client.get(path).get_json()["version"] == 2)
    answer.locator(".marker").first.click()

    console.page.locator("#source-text").get_by_text(cited["quote"]).wait_for()
    assert "replaced" in console.page.locator("#source-text").inner_text()
    assert console.page.get_by_role("link", name="Original").is_hidden()
    assert console.mark.count() == 0
