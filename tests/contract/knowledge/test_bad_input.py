"""What a TextExtractor makes of files that are odd or made to do harm: pages, or a code."""

import zlib

import pytest

from application.knowledge.ports import TextExtractor
from domain.knowledge.errors import Unreadable
from domain.knowledge.media_type import MediaType
from support.pdfs import make_bomb, make_glyph_pdf, make_pdf


def read(extractor: TextExtractor, content: bytes, kind: MediaType) -> list[str]:
    return [" ".join(page.text.split()) for page in extractor.extract(content, kind)]


def code(extractor: TextExtractor, content: bytes, kind: MediaType) -> str:
    with pytest.raises(Unreadable) as refused:
        extractor.extract(content, kind)
    return refused.value.code


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        pytest.param("The oﬃce ﬁrst ﬂoats", "The office first floats", id="ligatures"),
        pytest.param("שלום עולם"[::-1], "שלום עולם", id="Hebrew, drawn from the left"),
        pytest.param("مرحبا"[::-1], "مرحبا", id="Arabic, drawn from the left"),
        pytest.param("har\0bour", "harbour", id="NUL"),
        pytest.param("日本語", "日本語", id="Japanese"),
        pytest.param("𝛼 is 🚢", "𝛼 is 🚢", id="beyond the basic plane"),
    ],
)
def test_signs_in_a_pdf(extractor: TextExtractor, drawn: str, read_as: str) -> None:
    assert read(extractor, make_glyph_pdf(drawn), MediaType.PDF) == [read_as]


def test_a_word_split_at_the_end_of_a_line_keeps_its_hyphen(extractor: TextExtractor) -> None:
    (page,) = extractor.extract(make_pdf(["The light-\nhouse"]), MediaType.PDF)

    assert page.text == "The light-\nhouse"


def test_a_page_that_unfolds_to_much_nothing_has_no_text(extractor: TextExtractor) -> None:
    assert read(extractor, make_bomb(b" " * 1_000_000, 20), MediaType.PDF) == []


def test_a_stream_that_is_no_deflate_is_an_empty_page(extractor: TextExtractor) -> None:
    damaged = make_bomb(b"BT ET ", 1).replace(zlib.compress(b"", 9)[:2], b"\xff\xff")

    assert read(extractor, damaged, MediaType.PDF) == []


def test_thousands_of_pages_are_too_many(extractor: TextExtractor) -> None:
    assert code(extractor, make_pdf(["x"] * 2_001), MediaType.PDF) == "too_many_pages"


def test_pages_that_lead_in_a_circle_are_damage(extractor: TextExtractor) -> None:
    circle = make_pdf(["x"]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")

    assert code(extractor, circle, MediaType.PDF) == "unreadable"


@pytest.mark.parametrize("kind", [kind for kind in MediaType if kind is not MediaType.DOCX])
def test_nothing_is_no_text(extractor: TextExtractor, kind: MediaType) -> None:
    if kind is MediaType.PDF:
        assert code(extractor, b"", kind) == "unreadable"
    else:
        assert extractor.extract(b"", kind) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a,b\n1,ü\n".encode("utf-16"), "a: 1; b: ü.", id="UTF-16"),
        pytest.param("a,b\n1,ü\n".encode("latin-1"), "a: 1; b: ü.", id="Latin-1"),
        pytest.param(b"a\n=cmd|' /C calc'!A0\n", "a: =cmd|' /C calc'!A0.", id="formula"),
        pytest.param(b"a,b\n1,@SUM(A1)\n", "a: 1; b: @SUM(A1).", id="other formula"),
        pytest.param(b'a,b\n1,"never closed\nx,y\n', "a: 1; b: never closed x,y.", id="quote"),
        pytest.param(b"a,b\n" + b" " * 5_000 + b"1,x\0y\n", "a: 1; b: xy.", id="NUL"),
        pytest.param(b"a,b\r1,2\r", "a: 1; b: 2.", id="old line ends"),
    ],
)
def test_odd_tables(extractor: TextExtractor, content: bytes, expected: str) -> None:
    assert read(extractor, content, MediaType.CSV) == [expected]


def test_a_nul_at_the_start_of_a_table_makes_it_binary(extractor: TextExtractor) -> None:
    assert code(extractor, b"a,b\n\0,1\n", MediaType.CSV) == "unreadable"


def test_ten_thousand_columns_are_read(extractor: TextExtractor) -> None:
    header = ",".join(f"c{n}" for n in range(10_000))
    row = ",".join(map(str, range(10_000)))
    (text,) = read(extractor, f"{header}\n{row}\n".encode(), MediaType.CSV)

    assert text.startswith("c0: 0; c1: 1;")
    assert text.endswith("c9999: 9999.")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"ab," * 7_000_000, id="fields"),
        pytest.param(b"x" * 21_000_000, id="one field"),
        pytest.param(b'"' * 21_000_000, id="quotes"),
    ],
)
def test_one_enormous_line_is_too_large(extractor: TextExtractor, content: bytes) -> None:
    assert code(extractor, content, MediaType.CSV) == "too_large_when_read"


@pytest.mark.parametrize("kind", MediaType)
def test_what_is_something_else_than_it_says_comes_to_an_end(
    extractor: TextExtractor, kind: MediaType
) -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20

    assert code(extractor, picture, kind) == "unreadable"
