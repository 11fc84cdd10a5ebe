"""What a reader of workbooks promises, in this process and in one of its own."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from adapters.insights.books.limits import BookLimits
from adapters.insights.books.reader import ConfinedBookReader, FileBookReader
from domain.insights.book_errors import (
    BookEncrypted,
    BookTooLarge,
    BookUnfoldsTooFar,
    BookUnreadable,
)
from domain.insights.cell import Cell, Kind, Line
from domain.insights.dates import Epoch
from support.workbooks import (
    locked_xls,
    locked_xlsx,
    lying,
    renamed,
    sheet,
    with_parts,
    without_values,
    xls,
    xlsm,
    xlsx,
)

Reader = FileBookReader | ConfinedBookReader
SERIAL = 43742.375
AT = Cell(Kind.MOMENT, "2019-10-04T09:00:00")
FOUR_YEARS_LATER = Cell(Kind.MOMENT, "2023-10-05T09:00:00")


@pytest.fixture(params=[FileBookReader, ConfinedBookReader], ids=lambda kind: kind.__name__)
def kind(request: pytest.FixtureRequest) -> Callable[..., Reader]:
    made: Callable[..., Reader] = request.param
    return made


@pytest.fixture
def rows(kind: Callable[..., Reader]) -> Callable[[bytes], list[list[Cell]]]:
    def read(content: bytes) -> list[list[Cell]]:
        with kind().open(content, "x") as book:
            return [list(line.cells) for line in book.lines()]

    return read


def test_a_csv_file_is_told_row_by_row_and_twice(kind: Callable[..., Reader]) -> None:
    content = '\ufeffa;b\n\n1;"x;\ny"\n'.encode()
    with kind().open(content, "a.csv") as book:
        told = list(book.lines())
        assert told == list(book.lines())
        assert (book.hidden, book.epoch) == (frozenset(), None)
    assert told[0] == Line("csv", 1, [Cell(Kind.TEXT, "a"), Cell(Kind.TEXT, "b")])
    assert [one.number for one in told] == [1, 3]
    assert told[1].cells[1].text == "x;\ny"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_in_its_encoding(
    rows: Callable[[bytes], list[list[Cell]]], encoding: str
) -> None:
    assert rows("né,b".encode(encoding)) == [[Cell(Kind.TEXT, "né"), Cell(Kind.TEXT, "b")]]


def test_dates_are_told_by_their_format_in_both_epochs(
    rows: Callable[[bytes], list[list[Cell]]], kind: Callable[..., Reader]
) -> None:
    def write(book: Any, dated: Any) -> None:
        page = book.add_worksheet("A")
        page.write_number(0, 0, SERIAL, dated)
        page.write_number(0, 1, SERIAL)
        page.write_number(0, 2, 4)

    number = [Cell(Kind.NUMBER, "43742.375"), Cell(Kind.NUMBER, "4")]
    assert rows(xlsx(write)) == [[AT, *number]]
    assert rows(xlsx(write, date_1904=True)) == [[FOUR_YEARS_LATER, *number]]
    assert rows(xls([[SERIAL, SERIAL, 4]])) == [[AT, *number]]
    assert rows(xls([[SERIAL, SERIAL, 4]], date_1904=True)) == [[FOUR_YEARS_LATER, *number]]
    for content, epoch in (
        (xlsx(write, date_1904=True), Epoch.FROM_1904),
        (xlsx(write), Epoch.FROM_1900),
        (xls([[1]], date_1904=True), Epoch.FROM_1904),
    ):
        with kind().open(content, "x") as book:
            assert book.epoch is epoch


@pytest.mark.parametrize("made", [sheet, xls])
def test_a_29_february_1900_is_never_told_as_a_day_that_can_be_trusted(
    rows: Callable[[bytes], list[list[Cell]]], made: Callable[..., bytes]
) -> None:
    told = rows(made([[59], [60], [61]]))
    assert told[2] == [Cell(Kind.MOMENT, "1900-03-01T00:00:00")]
    assert all(one[0].text < "1900-03" for one in told[:2])


def test_errors_formulas_without_a_value_and_merged_cells_say_so(
    rows: Callable[[bytes], list[list[Cell]]],
) -> None:
    def write(book: Any, dated: Any) -> None:
        page = book.add_worksheet("A")
        page.write_formula(0, 1, "=1/0", None, "#DIV/0!")
        page.write_formula(1, 1, "=1+1", None, 2)
        page.merge_range("C1:C2", "both")
        page.write_boolean(0, 0, True)

    told = rows(xlsx(write))
    assert [one[1].kind for one in told] == [Kind.ERROR, Kind.NUMBER]
    assert [one[2].kind for one in told] == [Kind.TEXT, Kind.MERGED]
    assert told[0][0].kind is Kind.BOOLEAN
    assert rows(without_values(xlsx(write)))[1][1].kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("cell", "as_"),
    [
        (b'<c r="A1" t="str"><f>IF(1,"","x")</f><v></v></c>', Kind.EMPTY),
        (b'<c r="A1" t="str"><f>IF(1,"","x")</f></c>', Kind.UNKNOWN),
        (b'<c r="A1"><f>IF(1,"","x")</f><v></v></c>', Kind.UNKNOWN),
    ],
    ids=["worked out", "no value", "of no kind"],
)
def test_a_formula_that_came_to_a_text_without_a_letter_is_empty(
    rows: Callable[[bytes], list[list[Cell]]], cell: bytes, as_: Kind
) -> None:
    def put(xml: bytes) -> bytes:
        return re.sub(rb'<c r="A1".*?</c>', cell, xml)

    book = with_parts(sheet([["x", "y"]]), {"xl/worksheets/sheet1.xml": put})
    assert [one.kind for one in rows(book)[0]] == [as_, Kind.TEXT]


def test_a_formula_of_an_older_workbook_without_a_value_says_so(
    rows: Callable[[bytes], list[list[Cell]]],
) -> None:
    import xlwt

    assert rows(xls([[1, xlwt.Formula("A1+1")]]))[0][1].kind is Kind.UNKNOWN


def test_hidden_sheets_are_told_and_said_to_be_hidden(kind: Callable[..., Reader]) -> None:
    def write(book: Any, dated: Any) -> None:
        book.add_worksheet("Shown").write(0, 0, "a")
        hidden = book.add_worksheet("Kept back")
        hidden.write(0, 0, "b")
        hidden.hide()

    with kind().open(xlsx(write), "x") as book:
        assert [one.sheet for one in book.lines()] == ["Shown", "Kept back"]
        assert book.hidden == {"Kept back"}


@pytest.mark.parametrize("far", [3, 1_048_576], ids=["near", "at the end"])
def test_rows_and_columns_stay_where_they_are(kind: Callable[..., Reader], far: int) -> None:
    """What is between them is no row, however much it is: nobody counts or waits for it."""

    def write(book: Any, dated: Any) -> None:
        page = book.add_worksheet("A")
        page.set_row(far - 1, None, None, {"hidden": True})
        page.write(0, 0, "here")
        page.write(far - 1, 2, "far")

    reader = kind(limits=BookLimits(rows=2))
    with reader.open(xlsx(write), "x") as book:
        [first, last] = book.lines()
    assert (first.number, last.number) == (1, far)
    assert last.cells[2] == Cell(Kind.TEXT, "far")


def test_a_page_that_calls_itself_a_workbook_is_read_as_a_page(
    rows: Callable[[bytes], list[list[Cell]]],
) -> None:
    page = b"<html><table><tr><th>a<th>b<tr><td rowspan=2>1<td>2<tr><td>3</table></html>"
    told = rows(page)
    assert [[one.text for one in row] for row in told] == [["a", "b"], ["1", "2"], ["", "3"]]
    assert told[2][0].kind is Kind.MERGED


def test_a_workbook_with_another_name_is_read_as_what_it_is(
    rows: Callable[[bytes], list[list[Cell]]],
) -> None:
    assert rows(sheet([["a"]])) == rows(xls([["a"]])) == [[Cell(Kind.TEXT, "a")]]


ROWS = [["Customer_Id", "Type"], ["1", "Red"]]


@pytest.mark.parametrize("macros", [b"Sub Auto_Open()", b""], ids=["some", "broken"])
def test_a_workbook_with_macros_is_read_as_if_it_had_none(
    rows: Callable[[bytes], list[list[Cell]]], macros: bytes
) -> None:
    """Nothing looks at them, so that those which are damaged do not matter."""
    assert rows(xlsm(ROWS, macros)) == rows(sheet(ROWS))


@pytest.mark.parametrize("made", [sheet(ROWS), xls(ROWS)], ids=["xlsx", "xls"])
def test_a_workbook_is_refused_wherever_it_breaks_off(made: bytes) -> None:
    for size in range(8, len(made), 331):
        with pytest.raises(BookUnreadable), FileBookReader().open(made[:size], "x"):
            pass


def bomb(size: int) -> bytes:
    """Return a workbook whose sheet unfolds to so many spaces."""

    def blown(xml: bytes) -> bytes:
        return xml.replace(b"<sheetData>", b"<sheetData>" + b" " * size)

    return with_parts(sheet(ROWS), {SHEET: blown})


SHEET = "xl/worksheets/sheet1.xml"
BOMB = 200_000_000


def test_a_bomb_in_a_workbook_is_refused_also_when_it_lies_about_its_size(
    rows: Callable[[bytes], list[list[Cell]]],
) -> None:
    made = bomb(BOMB)
    with pytest.raises(BookUnfoldsTooFar):
        rows(made)
    with pytest.raises(BookUnreadable, match="damaged"):
        rows(lying(made, SHEET, 900))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (locked_xlsx(), BookEncrypted),
        (locked_xls(ROWS), BookEncrypted),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), BookUnreadable),
        (b"PK\x03\x04 and no more", BookUnreadable),
        (sheet([["a"]])[:-300], BookUnreadable),
        (b"a,b\n\0\0\1", BookUnreadable),
        (b'a,b\n1,"2\n', BookUnreadable),
        (b"<html><p>no table</html>", BookUnreadable),
        (renamed(sheet([["a"]], "Calls"), "Calls", "Q" * 300), BookUnreadable),
    ],
    ids=["locked", "locked xls", "ole", "zip", "cut off", "binary", "quote", "page", "name"],
)
def test_what_cannot_be_read_is_refused(
    rows: Callable[[bytes], list[list[Cell]]], content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        rows(content)


def test_a_bomb_is_refused_before_it_unfolds(rows: Callable[[bytes], list[list[Cell]]]) -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(200_000_000))
    with pytest.raises(BookUnfoldsTooFar):
        rows(made.getvalue())


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY l "lol">]>'


def test_entities_are_not_looked_up(rows: Callable[[bytes], list[list[Cell]]]) -> None:
    def poisoned(xml: bytes) -> bytes:
        head, _, rest = xml.partition(b"?>")
        return head + b"?>" + ENTITY + rest.replace(b"harmless", b"x&e;&l;")

    content = with_parts(sheet([["harmless"]]), {"xl/sharedStrings.xml": poisoned})
    try:
        told = rows(content)
    except BookUnreadable:
        return
    from pathlib import Path

    assert Path("/etc/hostname").read_text().strip() not in told[0][0].text


def test_more_rows_than_may_be_are_refused(kind: Callable[..., Reader]) -> None:
    reader = kind(limits=BookLimits(rows=3))
    with reader.open(b"a\n" * 3, "x") as book:
        assert len(list(book.lines())) == 3
    with pytest.raises(BookTooLarge), reader.open(b"a\n" * 4, "x"):
        pass
