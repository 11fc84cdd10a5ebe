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
