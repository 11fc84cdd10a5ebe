"""What a TextExtractor makes of a Word document."""

from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile

import pytest

from application.knowledge.ports import TextExtractor
from domain.knowledge.errors import Encrypted, UnfoldsTooFar, Unreadable
from domain.knowledge.media_type import MediaType
from domain.knowledge.passage import Page
from support.docx import (
    PAGE_BREAK,
    RENDERED_BREAK,
    STRICT,
    make_docx,
    paragraph,
    run,
    table,
    zipped,
)

SECRET = "root:x:0"
XXE = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


def read(extractor: TextExtractor, body: str, **how: str) -> list[str]:
    return [page.text for page in extractor.extract(make_docx(body, **how), MediaType.DOCX)]


def test_paragraphs_headings_and_tables_come_in_their_order(extractor: TextExtractor) -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' + run("Harbour") + "</w:p>"
    rows = table(
        [paragraph("Boat"), paragraph("Berth")],
        [paragraph("Ann") + paragraph("Mary"), paragraph("12")],
    )
    (text,) = read(extractor, heading + paragraph("It opens ", "at six.") + rows + paragraph("End"))

    assert text == "Harbour\n\nIt opens at six.\n\nBoat | Berth\n\nAnn Mary | 12\n\nEnd"


def test_a_table_within_a_table_stays_on_its_row(extractor: TextExtractor) -> None:
    inner = table([paragraph("b"), paragraph("c")])

    assert read(extractor, table([paragraph("a"), inner, paragraph("d")])) == ["a | b c | d"]


def test_the_documents_of_python_docx_are_read(extractor: TextExtractor) -> None:
    docx = pytest.importorskip("docx")
    made, kept = docx.Document(), BytesIO()
    made.add_heading("Harbour", level=1)
    made.add_paragraph("It opens at six.")
    made.add_page_break()
    made.add_paragraph("It closes at ten.", style="List Bullet")
    made.save(kept)

    assert extractor.extract(kept.getvalue(), MediaType.DOCX) == [
        Page(1, "Harbour\n\nIt opens at six."),
        Page(2, "It closes at ten."),
    ]


def test_pages_end_at_breaks(extractor: TextExtractor) -> None:
    body = paragraph("One", PAGE_BREAK, "Two") + paragraph("still ", RENDERED_BREAK, "Three")

    assert read(extractor, body) == ["One", "Two\n\nstill", "Three"]


def test_a_break_that_was_rendered_counts_once(extractor: TextExtractor) -> None:
    pages = extractor.extract(
        make_docx(paragraph("One", PAGE_BREAK) + paragraph(RENDERED_BREAK, "Two")), MediaType.DOCX
    )

    assert pages == [Page(1, "One"), Page(2, "Two")]


def test_an_empty_page_keeps_its_number(extractor: TextExtractor) -> None:
    pages = extractor.extract(make_docx(paragraph(PAGE_BREAK, PAGE_BREAK, "x")), MediaType.DOCX)

    assert pages == [Page(3, "x")]


def test_what_is_not_shown_is_left_out(extractor: TextExtractor) -> None:
    body = paragraph(
        run("hidden", "<w:vanish/>"),
        run("shown", '<w:vanish w:val="0"/>'),
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        "<mc:AlternateContent><mc:Choice><w:r><w:t> once</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>twice</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        "<w:r><w:tab/><w:t>tab</w:t><w:noBreakHyphen/><w:t>hyphen</w:t><w:br/><w:t>line</w:t></w:r>",
    )

    assert read(extractor, body) == ["shown once tab-hyphen\nline"]


def test_strict_documents_are_read(extractor: TextExtractor) -> None:
    assert read(extractor, paragraph("strict"), namespace=STRICT) == ["strict"]


def test_no_text_is_no_pages(extractor: TextExtractor) -> None:
    assert read(extractor, paragraph(" ")) == []


@pytest.mark.parametrize("prologue", [XXE, LAUGHS], ids=["external", "laughs"])
def test_entities_are_refused_before_they_are_looked_up(
    extractor: TextExtractor, prologue: str
) -> None:
    with pytest.raises(Unreadable, match="document type") as refused:
        read(extractor, paragraph("&e;&b;"), prologue=prologue)
    assert SECRET not in str(refused.value)


GOOD = make_docx(paragraph("Hello"))
BOMB = make_docx(paragraph("x" * 9_000_000))
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "damaged", id="nothing"),
        pytest.param(b"PK\x03\x04", "damaged", id="only the mark"),
        pytest.param(GOOD[:-60], "damaged", id="cut off"),
        pytest.param(GOOD[:60] + b"\xff" * 99 + GOOD[99:], "damaged", id="overwritten"),
        pytest.param(zipped("<x/>", "xl/workbook.xml"), "no word/document.xml", id="other zip"),
        pytest.param(zipped("<x/>", packing=ZIP_LZMA), "packed in a way", id="other packing"),
        pytest.param(zipped("<w:document"), "XML is broken", id="broken XML"),
        pytest.param(zipped(""), "XML is broken", id="no XML"),
        pytest.param(LOCKED[:-1], "older Word", id="older Word"),
    ],
)
def test_a_damaged_document_is_unreadable(
    extractor: TextExtractor, content: bytes, says: str
) -> None:
    with pytest.raises(Unreadable, match=says) as refused:
        extractor.extract(content, MediaType.DOCX)
    assert refused.value.code == "unreadable"


def test_a_document_behind_a_password_says_so(extractor: TextExtractor) -> None:
    with pytest.raises(Encrypted):
        extractor.extract(LOCKED, MediaType.DOCX)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(extractor: TextExtractor) -> None:
    with pytest.raises(UnfoldsTooFar, match="100 times"):
        extractor.extract(BOMB, MediaType.DOCX)


def test_a_zip_bomb_that_lies_about_its_size_is_damaged(extractor: TextExtractor) -> None:
    with ZipFile(BytesIO(BOMB)) as archive:
        told = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    assert BOMB.count(told) == 2

    with pytest.raises(Unreadable, match="damaged"):
        extractor.extract(BOMB.replace(told, b"\0\2\0\0"), MediaType.DOCX)


def test_depth_costs_nothing(extractor: TextExtractor) -> None:
    deep = "<w:sdt>" * 30_000 + paragraph("deep") + "</w:sdt>" * 30_000

    assert read(extractor, deep) == ["deep"]
