"""What a TextExtractor promises: pages as they are in the file, or the reason why not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from adapters.knowledge.extraction import FileTextExtractor
from adapters.knowledge.extraction.confined import ConfinedTextExtractor
from adapters.knowledge.extraction.limits import Limits
from application.knowledge.ports import TextExtractor
from domain.knowledge.errors import Encrypted, TooLargeWhenRead, TooManyPages, Unreadable
from domain.knowledge.media_type import MediaType
from domain.knowledge.passage import Page
from support.docx import make_docx, paragraph
from support.pdfs import make_pdf
from support.real_data import real_data

KEY = b"0" * 32
LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)]" % (
    KEY,
    KEY,
)
"""The standard security handler (ISO 32000-1, 7.6.3) with a password that nobody knows."""
SAMPLES = Path(__file__).parents[3] / "samples"


def texts(pages: Sequence[Page]) -> list[tuple[int, str]]:
    return [(page.number, " ".join(page.text.split())) for page in pages]


def test_a_pdf_keeps_its_pages(extractor: TextExtractor) -> None:
    pages = extractor.extract(make_pdf(["First page.", "", "Third\npage."]), MediaType.PDF)

    assert texts(pages) == [(1, "First page."), (3, "Third page.")]


def test_a_real_pdf_keeps_words_apart(extractor: TextExtractor) -> None:
    content = (SAMPLES / "harbour-handbook.pdf").read_bytes()
    pages = extractor.extract(content, MediaType.PDF)

    assert [page.number for page in pages] == [1, 2, 3]
    assert "A visitor's berth costs 18 crowns a night" in texts(pages)[1][1]


def test_a_pdf_of_pictures_has_no_pages(extractor: TextExtractor) -> None:
    assert extractor.extract(make_pdf(["", ""]), MediaType.PDF) == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"%PDF-1.7", id="only the mark"),
        pytest.param(b"%PDF-1.7\n" + b"garbage " * 500, id="garbage"),
        pytest.param(make_pdf(["Hello"])[:200], id="cut off"),
    ],
)
def test_a_damaged_pdf_is_unreadable(extractor: TextExtractor, content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        extractor.extract(content, MediaType.PDF)
    assert refused.value.code == "unreadable"


def test_a_pdf_behind_a_password_says_so(extractor: TextExtractor) -> None:
    locked = make_pdf(["Secret."]).replace(b"/Root 1 0 R", b"/Root 1 0 R " + LOCK)

    with pytest.raises(Encrypted, match="password"):
        extractor.extract(locked, MediaType.PDF)


def test_a_pdf_with_a_broken_table_of_objects_is_still_read(extractor: TextExtractor) -> None:
    content = make_pdf(["Still here."]).replace(b"startxref\n", b"startxref\n9")

    assert texts(extractor.extract(content, MediaType.PDF)) == [(1, "Still here.")]


@pytest.mark.parametrize("kind", [FileTextExtractor, ConfinedTextExtractor])
def test_too_many_pages_are_refused(kind: type[FileTextExtractor]) -> None:
    with pytest.raises(TooManyPages, match="more than 2 pages"):
        kind(Limits(pages=2)).extract(make_pdf(["a", "b", "c"]), MediaType.PDF)


@pytest.mark.parametrize("kind", [FileTextExtractor, ConfinedTextExtractor])
@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(make_pdf(["abc", "def"]), MediaType.PDF, id="over all pages of a PDF"),
        pytest.param(make_pdf(["abcdef"]), MediaType.PDF, id="on one page of a PDF"),
        pytest.param(b"abc def", MediaType.TEXT, id="text"),
        pytest.param(b"abc,def", MediaType.CSV, id="table"),
        pytest.param(b"abc<p>def", MediaType.HTML, id="HTML"),
        pytest.param(make_docx(paragraph("abc") + paragraph("def")), MediaType.DOCX, id="Word"),
    ],
)
def test_more_text_than_is_taken_in_is_refused(
    kind: type[FileTextExtractor], content: bytes, media_type: MediaType
) -> None:
    with pytest.raises(TooLargeWhenRead, match="more than 5 characters"):
        kind(Limits(characters=5)).extract(content, media_type)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("Grüße".encode(), "Grüße", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbfhello", "hello", id="UTF-8 with mark"),
        pytest.param("hello".encode("utf-16"), "hello", id="UTF-16"),
        pytest.param("Grüße".encode("cp1252"), "Grüße", id="Windows-1252"),
        pytest.param(b"a\r\nb\rc", "a\nb\nc", id="line ends"),
    ],
)
def test_text_is_decoded(extractor: TextExtractor, content: bytes, expected: str) -> None:
    assert extractor.extract(content, MediaType.TEXT) == [Page(1, expected)]


def test_binary_is_no_text(extractor: TextExtractor) -> None:
    with pytest.raises(Unreadable, match="binary"):
        extractor.extract(b"MZ\0\0\1", MediaType.TEXT)


def test_text_has_the_pages_that_its_form_feeds_make(extractor: TextExtractor) -> None:
    assert texts(extractor.extract(b"One\fTwo\f\fFour", MediaType.MARKDOWN)) == [
        (1, "One"),
        (2, "Two"),
        (4, "Four"),
    ]


def test_long_text_is_cut_into_pages_and_nothing_of_it_is_lost(extractor: TextExtractor) -> None:
    content = "\n\n".join(f"Paragraph {n}. " + "word " * 100 for n in range(60))
    pages = extractor.extract(content.encode(), MediaType.TEXT)

    assert len(pages) > 4
    assert "".join(page.text for page in pages) == content


def test_a_table_becomes_sentences(extractor: TextExtractor) -> None:
    (page,) = extractor.extract(b"name;age;town\nAda;36;\nBen;40;Merrow\n", MediaType.CSV)

    assert page.text == "name: Ada; age: 36.\n\nname: Ben; age: 40; town: Merrow."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"\xef\xbb\xbfa,b\n1,2\n", "a: 1; b: 2.", id="mark"),
        pytest.param(b"a,b\n1,2,3,4\n", "a: 1; b: 2; 3; 4.", id="too many fields"),
        pytest.param(b"a,b\n1\n", "a: 1.", id="too few fields"),
        pytest.param(b"a,a\n1,2\n", "a: 1; a: 2.", id="headers alike"),
        pytest.param(b'a,b\n"x, y","say ""hi"""\n', 'a: x, y; b: say "hi".', id="quotes"),
        pytest.param(
            b'a,b,c\nLamp,"5"" pipe, steel",12\nRope,"3"" pipe, brass",7\n',
            'a: Lamp; b: 5" pipe, steel; c: 12.\n\na: Rope; b: 3" pipe, brass; c: 7.',
            id="a quote before a comma",
        ),
        pytest.param(
            b'a,b,c\nLamp,"note: ""x, y""\nnext line",12\nRope,"plain, quoted",7\n',
            'a: Lamp; b: note: "x, y"\nnext line; c: 12.\n\na: Rope; b: plain, quoted; c: 7.',
            id="a line break in a field",
        ),
        pytest.param(
            b"a,b,c\n1,O'Neil 'Jim', 5\n2,'Al', 6\n3,\"Bo, Jr\",7\n",
            "a: 1; b: O'Neil 'Jim'; c: 5.\n\na: 2; b: 'Al'; c: 6.\n\na: 3; b: Bo, Jr; c: 7.",
            id="apostrophes",
        ),
        pytest.param(b'a, b\n1, "x, y"\n2, "z"\n', "a: 1; b: x, y.\n\na: 2; b: z.", id="blanks"),
        pytest.param(b"a,b\n", "a; b", id="only a header"),
    ],
)
def test_crooked_tables_lose_nothing(
    extractor: TextExtractor, content: bytes, expected: str
) -> None:
    assert [page.text for page in extractor.extract(content, MediaType.CSV)] == [expected]


def test_a_field_without_end_is_refused(extractor: TextExtractor) -> None:
    with pytest.raises(Unreadable, match="no table"):
        extractor.extract(b'a,b\n"' + b"x" * 2_000_000, MediaType.CSV)


@pytest.mark.data
def test_real_papers_are_read(extractor: TextExtractor) -> None:
    papers = sorted(real_data("papers").glob("*.pdf"))
    read = [len(extractor.extract(paper.read_bytes(), MediaType.PDF)) for paper in papers]

    assert sum(read) == 50
