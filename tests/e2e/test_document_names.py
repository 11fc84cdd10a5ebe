"""Whatever a file is called, its document gets a title and nothing else happens."""

import unicodedata

import pytest
from werkzeug.test import TestResponse

from e2e.problems import refused
from e2e.uploads import upload
from entrypoints.testing import Portico

NAMES = {
    "notes.txt": "notes",
    "a.b.c.txt": "a.b.c",
    "../../etc/passwd.txt": "passwd",
    "..%2f..%2fetc%2fpasswd.txt": "..%2f..%2fetc%2fpasswd",
    "/notes.txt": "notes",
    "  spaced   out .txt": "spaced out",
    ".txt": ".txt",
    "..": "..",
    "/": "Untitled",
    "": "Untitled",
    "über.txt": "über",
    unicodedata.normalize("NFD", "über.txt"): unicodedata.normalize("NFD", "über"),
    "日本語.txt": "日本語",
    "tab\there.txt": "tab here",
    "<script>.txt": "<script>",
    "a" * 300 + ".txt": "a" * 200,
    "é" * 150 + ".txt": "é" * 150,
}


def written_out(portico: Portico, name: bytes) -> TestResponse:
    """Send a form whose file has this name, byte by byte."""
    head = b'--B\r\nContent-Disposition: form-data; name="file"; ' + name
    return portico.client.post(
        "/api/v1/documents",
        data=head + b"\r\n\r\ntext\r\n--B--",
        content_type="multipart/form-data; boundary=B",
    )


@pytest.mark.parametrize("filename", NAMES)
def test_a_title_is_the_file_name_without_folders_and_suffix(
    portico: Portico, filename: str
) -> None:
    response = upload(portico, b"text", filename, "text/plain")
    assert response.status_code == 202, response.get_data(as_text=True)
    assert response.get_json()["title"] == NAMES[filename]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (rb'filename="C:\\Users\\ada\\notes.txt"', "notes"),
        (rb'filename="quo\"te.txt"', 'quo"te'),
        (b'filename="quo%22te.txt"', 'quo"te'),
        (b"filename=notes.txt", "notes"),
        (b"filename*=UTF-8''na%C3%AFve.txt", "naïve"),
    ],
)
def test_each_way_to_write_a_file_name_is_read(
    portico: Portico, written: bytes, title: str
) -> None:
    assert written_out(portico, written).get_json()["title"] == title


def test_a_file_name_that_is_no_utf_8_is_refused(portico: Portico) -> None:
    refused(written_out(portico, b'filename="\xff.txt"'), 422, "file_missing")


def test_a_title_that_is_given_wins(portico: Portico) -> None:
    assert upload(portico, b"a", title=" The  rules ").get_json()["title"] == "The rules"
    assert upload(portico, b"b", title="  ").get_json()["title"] == "notes"
    assert upload(portico, b"c", title="nul\0 inside").get_json()["title"] == "nul inside"


def test_a_title_that_is_too_long_is_refused_and_not_cut(portico: Portico) -> None:
    refused(upload(portico, b"a", title="a" * 201), 422, "title_too_long")
    assert upload(portico, b"a", title="a" * 200).get_json()["title"] == "a" * 200
    body = {"title": "a" * 201, "text": "a"}
    refused(portico.client.post("/api/v1/documents", json=body), 422, "invalid_body")


def test_a_download_is_named_like_the_title_whatever_is_in_it(portico: Portico) -> None:
    document = upload(portico, b"a", title='a/b"; filename=evil.exe\r\nX: y').get_json()
    response = portico.client.get(f"/api/v1/documents/{document['id']}/content")
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''a%2Fb%22%3B%20filename%3Devil.exe%20X%3A%20y.txt"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "X" not in response.headers
