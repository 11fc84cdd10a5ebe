"""Moments are read right or refused, never in silence otherwise."""

import pytest

from domain.insights.cell import Cell, CellProblem, Kind
from domain.insights.date_texts import written
from domain.insights.dates import Certain, Epoch, Numeric, Order, Serial

READ = {
    "2019-10-04": "2019-10-04T00:00:00+00:00",
    "2019-10-04 09:00": "2019-10-04T09:00:00+00:00",
    "2019-10-04T09:00:01.5Z": "2019-10-04T09:00:01.500000+00:00",
    "2019/10/4 9:00 pm": "2019-10-04T21:00:00+00:00",
    "2019-10-04 12:00 AM": "2019-10-04T00:00:00+00:00",
    "2019-10-04 00:30 +02:00": "2019-10-03T22:30:00+00:00",
    "2019-10-04 09:00 -0530": "2019-10-04T14:30:00+00:00",
    "4 Oct 2019 09:00": "2019-10-04T09:00:00+00:00",
    "October 4, 2019": "2019-10-04T00:00:00+00:00",
    "29 February 2020": "2020-02-29T00:00:00+00:00",
    "\u00a04\u00a0Sept 2019 ": "2019-09-04T00:00:00+00:00",
}
REFUSED = {
    "": "date_missing",
    "n/a": "date_missing",
    "-": "date_missing",
    "2019-02-29": "impossible_date",
    "1900-02-29": "impossible_date",
    "1900-02-28": "impossible_date",
    "2019-13-01": "impossible_date",
    "0000-01-01": "impossible_date",
    "2019-10-04 25:00": "impossible_time",
    "2019-10-04 09:60": "impossible_time",
    "2019-10-04 13:00 pm": "impossible_time",
    "2019-10-04 09:00 +25:00": "impossible_time",
    "04/10/19": "year_of_two_digits",
    "2019-10-04 09:00 CET": "time_zone_named",
    "2019-10-04 09:00 Europe/Berlin": "time_zone_named",
    "20191004": "not_a_date",
    "12345": "not_a_date",
    "yesterday": "not_a_date",
    "4 Okt 2019": "not_a_date",
    "٠٤/10/2019": "not_a_date",
    "09:00": "not_a_date",
}


def text(said: str) -> Cell:
    return Cell(Kind.TEXT, said)


@pytest.mark.parametrize(("said", "meant"), READ.items())
def test_what_can_be_read_in_one_way_is_read(said: str, meant: str) -> None:
    read = written(text(said))
    assert isinstance(read, Certain)
    assert read.at.isoformat() == meant


@pytest.mark.parametrize(("said", "reason"), REFUSED.items())
def test_what_cannot_be_read_is_refused(said: str, reason: str) -> None:
    with pytest.raises(CellProblem) as refused:
        written(text(said))
    assert refused.value.reason == reason


@pytest.mark.parametrize("said", ["04/10/2019 09:00", "04-10-2019 9:00", "4.10.2019 09:00:00"])
def test_two_small_numbers_are_a_day_and_a_month_in_either_order(said: str) -> None:
    read = written(text(said))
    assert isinstance(read, Numeric)
    assert read.is_ambiguous
    assert read.read(Order.DAY_FIRST).isoformat() == "2019-10-04T09:00:00+00:00"
    assert read.read(Order.MONTH_FIRST).isoformat() == "2019-04-10T09:00:00+00:00"


def test_a_day_that_is_in_no_month_is_refused_in_that_order() -> None:
    read = written(text("17/02/2020"))
    assert isinstance(read, Numeric)
    assert not read.is_ambiguous
    with pytest.raises(CellProblem):
        read.read(Order.MONTH_FIRST)


def test_the_last_moment_is_not_beyond_time() -> None:
    with pytest.raises(CellProblem):
        written(text("9999-12-31 23:00 -05:00"))


@pytest.mark.parametrize("cell", [Cell(Kind.NUMBER, "43742.375"), text("43742.375")])
def test_a_bare_number_counts_days_from_either_epoch(cell: Cell) -> None:
    read = written(cell)
    assert isinstance(read, Serial)
    assert read.read(Epoch.FROM_1900).isoformat() == "2019-10-04T09:00:00+00:00"
    assert read.read(Epoch.FROM_1904).isoformat() == "2023-10-05T09:00:00+00:00"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (Cell(Kind.MOMENT, "1900-02-28T00:00:00"), "impossible_date"),
        (Cell(Kind.SPAN, "0:00:00"), "not_a_date"),
        (Cell(Kind.ERROR, ""), "cell_error"),
        (Cell(Kind.UNKNOWN, ""), "formula_without_value"),
        (Cell(Kind.MERGED, ""), "merged_cell"),
        (Cell(Kind.BOOLEAN, "true"), "cell_boolean"),
        (Cell(Kind.NUMBER, "-5"), "not_a_date"),
        (Cell(Kind.NUMBER, "nan"), "not_a_date"),
    ],
)
def test_cells_that_hold_no_date_are_refused(cell: Cell, reason: str) -> None:
    with pytest.raises(CellProblem) as refused:
        written(cell)
    assert refused.value.reason == reason
