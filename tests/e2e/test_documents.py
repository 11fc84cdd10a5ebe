"""Files come in, are read, and can be looked at."""

from dataclasses import replace
from typing import Any

import pytest

from e2e.harbour import LAMP, OPENING
from e2e.problems import refused
from e2e.uploads import become, upload
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.pdfs import make_pdf

DOCUMENTS = "/api/v1/documents"
LIMIT = 10_000


def locked(pdf: bytes) -> bytes:
    """Say in the trailer that there is a password, and that the empty one is wrong."""
    keys = b"/O <%s> /U <%s>" % (b"4f" * 32, b"55" * 32)
    lock = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 %s >> /Root" % keys
    return pdf.replace(b"/Root", lock)


def searched(portico: Portico, query: str) -> list[dict[str, Any]]:
    response = portico.client.post("/api/v1/search", json={"query": query, "limit": 1})
    items: list[dict[str, Any]] = response.get_json()["items"]
    return items


@pytest.mark.parametrize(
    ("content", "filename", "kind"),
    [
        (OPENING.encode(), "rules.txt", "text/plain"),
        (f"# Rules\n\n{OPENING}\n".encode(), "rules.md", "text/markdown"),
        (f"what,rule\nopening,{OPENING}\n".encode(), "rules.csv", "text/csv"),
        (make_pdf(["A title page", OPENING]), "rules.pdf", "application/pdf"),
    ],
)
def test_each_kind_of_file_becomes_searchable(
    portico: Portico, content: bytes, filename: str, kind: str
) -> None:
    document = become(portico, upload(portico, content, filename))
    assert (document["state"], document["title"]) == ("ready", "rules")
    assert (document["media_type"], document["size"]) == (kind, len(content))
    (hit,) = searched(portico, OPENING)
    page = portico.client.get(f"{DOCUMENTS}/{document['id']}/pages/{hit['page']}").get_json()
    assert OPENING.rstrip(".") in page["text"]
    assert hit["text"] in page["text"]


def test_a_document_is_received_before_it_is_ready(portico: Portico) -> None:
    response = upload(portico, OPENING.encode())
    received = response.get_json()
    assert (response.status_code, received["state"], received["pages"]) == (202, "received", 0)
    assert response.headers["Location"] == f"{DOCUMENTS}/{received['id']}"
    assert portico.client.get(response.headers["Location"]).get_json() == received
    assert searched(portico, "harbour") == []
    ready = become(portico, response)
    assert (ready["state"], ready["pages"], ready["passages"]) == ("ready", 1, 1)
    assert ready["updated_at"] >= ready["created_at"]


def test_a_text_may_be_written_as_json(portico: Portico) -> None:
    document = portico.add("  Harbour \n rules ", OPENING)
    assert (document["title"], document["media_type"]) == ("Harbour rules", "text/plain")


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"%PDF-1.7 and nothing else", "broken.pdf", "unreadable"),
        (locked(make_pdf([LAMP])), "locked.pdf", "encrypted"),
        (b"\x00\x01\x02 binary", "notes.txt", "unreadable"),
        (b" \n\t ", "blank.txt", "no_text"),
        (make_pdf([""]), "scan.pdf", "no_text"),
    ],
)
def test_what_cannot_be_read_says_why(
    portico: Portico, content: bytes, filename: str, code: str
) -> None:
    document = become(portico, upload(portico, content, filename))
    assert (document["state"], document["failure"]["code"]) == ("failed", code)
    assert document["failure"]["detail"]
    assert portico.work() == 0


def test_what_is_never_read_is_refused_at_once(portico: Portico) -> None:
    refused(upload(portico, b""), 422, "document_empty")
    refused(upload(portico, b"x", "letter.doc"), 415, "media_type_unsupported")
    refused(upload(portico, b"x", "", "image/png"), 415, "media_type_unsupported")
    refused(portico.client.post(DOCUMENTS, data={"title": "no file"},
            content_type="multipart/form-data"), 422, "file_missing")  # fmt: skip
    refused(portico.client.post(DOCUMENTS, data=b"text"), 415, "unsupported_media_type")
    assert portico.client.get(DOCUMENTS).get_json()["items"] == []


def test_what_it_is_shows_in_its_bytes_before_its_name(portico: Portico) -> None:
    document = become(portico, upload(portico, make_pdf([LAMP]), "rules.txt", "text/plain"))
    assert document["media_type"] == "application/pdf"


def test_the_same_bytes_twice_are_one_document(portico: Portico) -> None:
    first, second = upload(portico, b"the same"), upload(portico, b"the same", "other.md")
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.get_json() == second.get_json()
    assert portico.work() == 1


def test_bytes_that_failed_may_be_sent_again(portico: Portico) -> None:
    first = become(portico, upload(portico, b"\x00", "notes.txt"))
    second = become(portico, upload(portico, b"\x00", "notes.txt"))
    assert first["id"] != second["id"]


def test_a_file_over_the_limit_is_a_413() -> None:
    portico = Portico.start(settings=replace(MEMORY, upload_bytes=LIMIT))
    refused(upload(portico, b"a" * (LIMIT + 70_000)), 413, "body_too_large")
    assert upload(portico, b"a" * LIMIT).status_code == 202


def test_a_file_just_over_the_limit_is_a_413_too() -> None:
    portico = Portico.start(settings=replace(MEMORY, upload_bytes=LIMIT))
    refused(upload(portico, b"a" * (LIMIT + 1)), 413, "body_too_large")


def test_the_file_can_be_had_again_as_it_was(portico: Portico) -> None:
    content = make_pdf([LAMP])
    document = become(portico, upload(portico, content, "Grüße an/den Wärter.pdf"))
    response = portico.client.get(f"{DOCUMENTS}/{document['id']}/content")
    assert response.get_data() == content
    assert response.content_type == "application/pdf"
    said = response.headers["Content-Disposition"]
    assert said == "attachment; filename*=UTF-8''den%20W%C3%A4rter.pdf"
