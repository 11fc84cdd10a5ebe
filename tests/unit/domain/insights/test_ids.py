"""Ids of customers as people and spreadsheets write them."""

import pytest

from domain.insights.cell import Cell, CellProblem, Kind
from domain.insights.ids import Doubtful, read_ids


def text(said: str) -> Cell:
    return Cell(Kind.TEXT, said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("4", (4,)),
        ("4.0", (4,)),
        ("4.00", (4,)),
        ("007", (7,)),
        ("\u00a012 ", (12,)),
        ("1, 4", (1, 4)),
        ("1,4", (1, 4)),
        ("1; 4 & 9", (1, 4, 9)),
        ("1 and 4", (1, 4)),
        ("4, 4", (4,)),
        ("2147483647", (2147483647,)),
    ],
)
def test_ids_are_read(said: str, meant: tuple[int, ...]) -> None:
    assert read_ids(text(said)) == meant


@pytest.mark.parametrize(
    ("said", "proposal"),
    [
        ("12in", "12"),
        ("#12", "12"),
        ("1,400", "1400"),
        ("1,000", "1000"),
        ("4,0", "4"),
        ("1.000", "1000"),
        ("1.234", "1234"),
        ("2.147.483", "2147483"),
    ],
)
def test_what_may_mean_an_id_is_asked_about(said: str, proposal: str) -> None:
    assert read_ids(text(said)) == Doubtful(said, proposal)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (text(""), "customer_missing"),
        (text("n/a"), "customer_missing"),
        (text("-3"), "not_an_id"),
        (text("1.4"), "not_an_id"),
        (text("1.000, 4"), "not_an_id"),
        (text("twelve"), "not_an_id"),
        (text("2147483648"), "id_too_large"),
        (text("9" * 5000), "id_too_large"),
        (Cell(Kind.NUMBER, "4.5"), "not_an_id"),
        (Cell(Kind.MOMENT, "2019-04-01T00:00:00"), "id_is_a_date"),
        (Cell(Kind.ERROR, ""), "cell_error"),
    ],
)
def test_what_is_no_id_is_refused(cell: Cell, reason: str) -> None:
    with pytest.raises(CellProblem) as refused:
        read_ids(cell)
    assert refused.value.reason == reason
