"""What kind of file it is."""

import pytest

from domain.knowledge.errors import MediaTypeUnsupported
from domain.knowledge.media_type import MediaType, recognise


@pytest.mark.parametrize(
    ("name", "declared", "content", "expected"),
    [
        ("report.pdf", "", b"%PDF-1.7", MediaType.PDF),
        ("report.txt", "text/plain", b"junk%PDF-1.4", MediaType.PDF),
        ("report.PDF", "", b"not one", MediaType.PDF),
        ("notes.md", "application/octet-stream", b"# Hi", MediaType.MARKDOWN),
        ("table.csv", "text/plain", b"a,b", MediaType.CSV),
        ("", "text/plain; charset=utf-8", b"hi", MediaType.TEXT),
        ("README", "text/markdown", b"hi", MediaType.MARKDOWN),
        ("page.HTM", "", b"hi", MediaType.HTML),
        ("", "application/xhtml+xml", b"hi", MediaType.HTML),
        ("page.txt", "text/plain", b"\xef\xbb\xbf \n<!DOCTYPE HTML>", MediaType.HTML),
        ("page.md", "", b"<HTML lang=de>", MediaType.HTML),
        ("letter.docx", "", b"not one", MediaType.DOCX),
        ("letter.zip", "", b"PK\x03\x04...word/document.xml", MediaType.DOCX),
        ("a.txt", "", b"PK\x03\x04%PDF-1.7 word/document.xml", MediaType.DOCX),
    ],
)
def test_bytes_decide_before_names_and_names_before_declarations(
    name: str, declared: str, content: bytes, expected: MediaType
) -> None:
    assert recognise(name, declared, content) is expected


@pytest.mark.parametrize(("name", "declared"), [("a.xlsx", ""), ("", "image/png"), ("", "")])
def test_other_kinds_are_refused(name: str, declared: str) -> None:
    with pytest.raises(MediaTypeUnsupported):
        recognise(name, declared, b"PK")


@pytest.mark.parametrize(
    ("name", "declared"), [("a.xlsx", ""), ("a.zip", ""), ("", "application/zip"), ("", "")]
)
def test_zip_archives_of_something_else_are_refused(name: str, declared: str) -> None:
    with pytest.raises(MediaTypeUnsupported):
        recognise(name, declared, b"PK\x03\x04 xl/workbook.xml")
