"""What a quarantined row says in each column, wherever its form tells."""

import pytest

from domain.campaigns.columns import Layout
from support.performance import PLACES, grammar

BACKWARDS = Layout((6, 4, 3, 2, 1, 0), 7)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (b"1,ann,,-2,3,0", ("1", "ann", "", "-2", "3", "0")),
        (b'1,"ann, ""A""",1,2,3,12k', ("1", 'ann, "A"', "1", "2", "3", "12k")),
        (b"1,ann,1,2,3", None),
        (b"1,ann,1,2,3,4,5", None),
        (b'1,"ann,1,2,3,4', None),
        (b'1,a"n,1,2,3,4', None),
        (b"1,\xff,1,2,3,4", None),
    ],
)
def test_cells_are_told_where_the_row_is_well_formed(
    row: bytes, cells: tuple[str, ...] | None
) -> None:
    assert grammar(PLACES).told(row) == cells


def test_cells_are_in_the_order_of_the_columns_whatever_the_header_says() -> None:
    told = grammar(BACKWARDS, delimiter=";").told(b"9;3;2;1;ann;a caption;100")
    assert told == ("100", "ann", "1", "2", "3", "9")
