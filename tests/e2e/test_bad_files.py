"""Files that are odd or made to do harm, handed in over HTTP and read as in production."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from e2e.harbour import OPENING
from e2e.problems import refused
from e2e.uploads import become, upload
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.docx import make_docx, paragraph, zipped
from support.pdfs import make_bomb, make_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = f"<!doctype html><title>Rules</title><p>{OPENING}<script>alert(1)</script>".encode()
LETTER = make_docx(paragraph(OPENING))
LIMITS = replace(MEMORY, read_memory_bytes=256_000_000, read_characters=100_000, read_pages=20)


@pytest.fixture
def confined() -> Portico:
    return Portico.start(settings=LIMITS, confined=True)


@pytest.mark.parametrize(
    ("content", "name", "declared", "kind"),
    [
        (PAGE, "rules.html", "text/html", "text/html"),
        (PAGE, "rules.txt", "text/plain", "text/html"),
        (f"<p>{OPENING}".encode(), "rules.htm", "", "text/html"),
        (f"<p>{OPENING}".encode(), "rules", "application/xhtml+xml", "text/html"),
        (LETTER, "rules.docx", WORD, WORD),
        (LETTER, "rules.txt", "text/plain", WORD),
        (LETTER, "rules", "application/zip", WORD),
        (make_pdf([OPENING]), "rules.docx", WORD, "application/pdf"),
    ],
)
def test_word_and_html_files_are_searchable_whatever_they_are_called(
    confined: Portico, content: bytes, name: str, declared: str, kind: str
) -> None:
    document = become(confined, upload(confined, content, name, declared))
    assert (document["state"], document["media_type"]) == ("ready", kind)

    found = confined.client.post("/api/v1/search", json={"query": OPENING}).get_json()["items"]
    assert [hit["text"].rstrip(".") for hit in found] == [OPENING.rstrip(".")]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        pytest.param(lambda: b"%PDF-1.7 garbage", "a.pdf", "unreadable", id="garbage"),
        pytest.param(lambda: make_pdf([""]), "a.pdf", "no_text", id="scan"),
        pytest.param(
            lambda: make_bomb(b"BT /F1 11 Tf 50 780 Td " + b"(x) Tj T* " * 1_000_000, 3),
            "a.pdf",
            "needed_too_much_memory",
            id="flate bomb",
        ),
        pytest.param(lambda: make_pdf(["x"] * 21), "a.pdf", "too_many_pages", id="pages"),
        pytest.param(lambda: b"x," * 60_000, "a.csv", "too_large_when_read", id="long line"),
        pytest.param(lambda: b"<html></html>", "a.html", "no_text", id="empty HTML"),
        pytest.param(lambda: b"x", "a.docx", "unreadable", id="no zip"),
        pytest.param(lambda: LETTER[:-30], "a.docx", "unreadable", id="cut off"),
        pytest.param(
            lambda: make_docx(paragraph("x" * 5_000_000)), "a.docx", "unfolds_too_far", id="bomb"
        ),
        pytest.param(
            lambda: make_docx("", prologue='<!DOCTYPE d [<!ENTITY e SYSTEM "file:///x">]>'),
            "a.docx",
            "unreadable",
            id="external entity",
        ),
    ],
)
def test_bad_files_fail_for_good_and_say_why(
    confined: Portico, content: Callable[[], bytes], name: str, code: str
) -> None:
    document = become(confined, upload(confined, content(), name))

    assert (document["state"], document["failure"]["code"]) == ("failed", code)
    assert document["failure"]["detail"]
    assert confined.work() == 0
    assert waiting(confined) == {}


def test_zip_archives_of_something_else_are_refused(confined: Portico) -> None:
    sheet = zipped("<workbook/>", "xl/workbook.xml")
    refused(upload(confined, sheet, "a.xlsx"), 415, "media_type_unsupported")
    refused(upload(confined, sheet, "a", "application/zip"), 415, "media_type_unsupported")


@pytest.mark.parametrize("name", ["a.docx", "a.txt"])
def test_one_that_says_it_is_something_we_read_is_unreadable(confined: Portico, name: str) -> None:
    sheet = zipped("<workbook/>", "xl/workbook.xml")
    document = become(confined, upload(confined, sheet, name))

    assert (document["state"], document["failure"]["code"]) == ("failed", "unreadable")


def test_html_comes_back_as_a_file_and_never_as_a_page(confined: Portico) -> None:
    document = upload(confined, PAGE, "rules.html").get_json()
    response = confined.client.get(f"/api/v1/documents/{document['id']}/content")

    assert response.get_data() == PAGE
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def waiting(portico: Portico) -> Any:
    return portico.client.get("/health/ready").get_json()["waiting"]
